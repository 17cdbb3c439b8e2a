"""The link in the invitation, from the mail to the signed-in person."""

import pytest
from django.test import Client

from clusters.actions.invite_person import invite_person
from clusters.models import Identity, Invitation, Person, User
from tests import mitid as browser
from tests.clusters.actions.test_invite_person import token_mailed_to
from tests.people import make_people

pytestmark = [pytest.mark.django_db, pytest.mark.services]


@pytest.fixture
def nina(mitid: str) -> Person:
    people = make_people()
    nina = Person.objects.create(name="Nina Ny", email="nina@example.org")
    invite_person(nina, by=people.sara)
    return nina


def link(person: Person) -> str:
    return f"/adgang/invitation/{token_mailed_to(person)}/"


def test_the_link_leads_in(client: Client, nina: Person) -> None:
    page = client.get(link(nina))
    assert page.status_code == 200
    assert "Hej Nina" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert browser.sign_in(client, browser.STRANGER, start=link(nina)).status_code == 302
    user = User.objects.get(person=nina)
    assert browser.signed_in_as(client) == user.pk
    again = Client()
    assert browser.sign_in(again, browser.STRANGER).status_code == 302
    assert browser.signed_in_as(again) == user.pk


def test_opening_the_link_changes_nothing(client: Client, nina: Person) -> None:
    for _ in range(3):
        client.get(link(nina))
    assert Invitation.objects.get().used_at is None
    assert browser.sign_in(client, browser.STRANGER).status_code == 403


def test_the_invitation_follows_one_sign_in_only(client: Client, nina: Person) -> None:
    """Two tabs: a sign-in that began elsewhere is not helped by an invitation opened beside it."""
    plain = browser.begin(client)
    invited = browser.begin(client, link(nina))
    answer = browser.come_back(client, browser.choose(plain, browser.STRANGER))
    assert answer.status_code == 403
    assert browser.come_back(client, browser.choose(invited, browser.STRANGER)).status_code == 302


def test_a_used_link_says_so(client: Client, nina: Person) -> None:
    browser.sign_in(client, browser.STRANGER, start=link(nina))
    page = Client().get(link(nina))
    assert page.status_code == 410
    assert "allerede brugt" in page.content.decode()


def test_whoever_used_it_and_comes_back_is_let_in(client: Client, nina: Person) -> None:
    """A double click: both sign-ins began before the first was done."""
    first, second = browser.begin(client, link(nina)), browser.begin(client, link(nina))
    assert browser.come_back(client, browser.choose(first, browser.STRANGER)).status_code == 302
    assert browser.come_back(client, browser.choose(second, browser.STRANGER)).status_code == 302
    assert browser.signed_in_as(client) == User.objects.get(person=nina).pk
    assert Identity.objects.count() == 1


def test_another_who_was_late_is_refused(client: Client, nina: Person) -> None:
    late = Client()
    address = browser.begin(late, link(nina))
    browser.sign_in(client, browser.STRANGER, start=link(nina))
    response = browser.come_back(late, browser.choose(address, browser.KAREN.subject))
    assert response.status_code == 403
    assert "allerede brugt" in response.content.decode()
    assert browser.signed_in_as(late) is None


def test_a_wrong_link_says_so(client: Client, nina: Person) -> None:
    page = client.get("/adgang/invitation/forkert/")
    assert page.status_code == 404
    assert "Linket er ikke rigtigt" in page.content.decode()
    assert client.post("/adgang/invitation/forkert/").status_code == 404


def test_guessing_is_limited(client: Client, nina: Person) -> None:
    answers = [client.get(f"/adgang/invitation/guess{number}/").status_code for number in range(22)]
    assert answers[:20] == [404] * 20
    assert answers[20:] == [429, 429]
    assert client.get(link(nina)).status_code == 429
    assert Client(REMOTE_ADDR="10.1.1.1").get(link(nina)).status_code == 200
