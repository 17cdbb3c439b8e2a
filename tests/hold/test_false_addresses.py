"""A false host in the request, a way on that leads to another site, and pages that a shared computer must not keep."""

from typing import Any

import pytest
from django.test import Client

from clusters.adapters import AccountAdapter
from clusters.models import User
from klyngeokonomi.outbox.models import Message
from tests.people import People, make_people
from tests.staff import enrol, give_password, sign_in

pytestmark = pytest.mark.django_db

EVIL = [
    "https://ond.example/",
    "//ond.example/",
    "///ond.example/",
    "/\\ond.example/",
    "https:ond.example",
    "http:///ond.example/",
    "javascript:alert(1)",
    "data:text/html,x",
]


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def sara(people: People) -> User:
    return give_password(people.sara)


def asked_for_a_password_at(host: str, sara: User) -> list[str]:
    """The mails that go to Sara when somebody asks for her password by a request to this host."""
    Client().post("/adgang/adgangskode/glemt/", {"email": sara.email}, headers={"host": host})
    return [message.body_text for message in Message.objects.all()]


def sent_on_to(client: Client, people: People) -> list[str]:
    """Where somebody who is signed in is sent on to by each false way on."""
    client.force_login(people.mette)
    return [client.get("/adgang/", {"next": evil}).headers.get("Location", "") for evil in EVIL]


@pytest.mark.case("T112")
def test_a_false_host_is_refused_and_no_mail_points_there(sara: User) -> None:
    assert asked_for_a_password_at("ond.example", sara) == []
    assert Client().get("/adgang/", headers={"host": "ond.example"}).status_code == 400
    assert len(asked_for_a_password_at("testserver", sara)) == 1


@pytest.mark.twin("T112")
def test_any_host_goes_and_the_mail_leads_to_the_attacker(sara: User, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    (mail,) = asked_for_a_password_at("ond.example", sara)
    assert "://ond.example/adgang/adgangskode/ny/" in mail


@pytest.mark.case("T112")
def test_no_way_on_leads_to_another_site(client: Client, people: People) -> None:
    assert sent_on_to(client, people) == ["/"] * len(EVIL)


@pytest.mark.twin("T112")
def test_a_way_on_that_nobody_looks_at_leads_anywhere(
    client: Client, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AccountAdapter, "is_safe_url", lambda self, url: True)
    assert sent_on_to(client, people)[:2] == EVIL[:2]


@pytest.mark.case("T112")
@pytest.mark.parametrize("evil", EVIL[:2])
def test_staff_too_stay_on_the_site(client: Client, sara: User, settings: Any, evil: str) -> None:
    settings.ADMIN_REQUIRES_SECOND_FACTOR = True
    client.get("/adgang/medarbejder/", {"next": evil})
    assert sign_in(client, sara, enrol(sara))["Location"] == "/plo/"


@pytest.mark.case("T112")
@pytest.mark.parametrize("address", ["/", "/bilag/", "/konto/", "/moeder/", "/medlemmer/"])
def test_personal_pages_are_kept_nowhere_and_are_each_persons_own(
    client: Client, people: People, address: str
) -> None:
    client.force_login(people.mette)
    answer = client.get(address, follow=True)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Cookie" in answer.headers["Vary"]


@pytest.mark.case("T113")
@pytest.mark.parametrize("guess", ["/admin/", "/admin/login/", "/.env", "/.git/HEAD", "/static/../manage.py"])
def test_the_usual_guesses_find_nothing(client: Client, guess: str) -> None:
    assert client.get(guess).status_code == 404
