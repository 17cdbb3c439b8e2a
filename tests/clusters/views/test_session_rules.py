"""What a session may reach: staff with a second factor, nobody for too long, roles as they are now."""

import datetime
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import get_resolver, reverse

from clusters.models import Identity, Membership, User
from klyngeokonomi.audit.models import Record
from klyngeokonomi.outbox.models import Message
from tests import mitid as browser
from tests.people import People, make_people
from tests.staff import CODE, PASSWORD, code, enrol, give_password, sign_in, type_password

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2026, 5, 12, 12, 0, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def second_factor_required(settings: Any) -> None:
    settings.ADMIN_REQUIRES_SECOND_FACTOR = True


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def sara(people: People) -> User:
    return give_password(people.sara)


def test_password_and_code_open_the_admin(client: Client, sara: User) -> None:
    response = sign_in(client, sara, enrol(sara))
    assert (response.status_code, response["Location"]) == (302, "/plo/")
    assert client.get("/plo/").status_code == 200
    assert Record.objects.get(act="signed_in").text == "Logget ind (mfa, password)."


def test_the_way_back_is_kept_through_both_steps(client: Client, sara: User) -> None:
    secret = enrol(sara)
    type_password(client, sara, next="/plo/")
    assert client.post(CODE, {"code": code(secret)})["Location"] == "/plo/"


@pytest.mark.case("T106")
def test_half_a_sign_in_is_none(client: Client, sara: User) -> None:
    enrol(sara)
    type_password(client, sara)
    assert browser.signed_in_as(client) is None
    assert client.get("/plo/", follow=True).redirect_chain[-1][0].startswith("/adgang/")


@pytest.mark.case("T106")
@pytest.mark.parametrize("address", ["/plo/", "/"])
def test_without_a_second_factor_only_enrolment_opens(client: Client, sara: User, address: str) -> None:
    type_password(client, sara)
    response = client.get(address)
    assert response["Location"] == f"/adgang/totrin/app/?next={address.replace('/', '%2F')}"
    confirm = client.get("/adgang/totrin/app/")
    assert confirm["Location"].startswith("/adgang/bekraeft/")
    client.post("/adgang/bekraeft/", {"password": PASSWORD})
    page = client.get("/adgang/totrin/app/")
    assert page.status_code == 200
    secret = page.context["form"].secret
    assert client.post("/adgang/totrin/app/", {"code": code(secret)}).status_code == 302
    assert client.get("/plo/")["Location"].startswith("/adgang/totrin/bekraeft/")
    client.post("/adgang/totrin/bekraeft/", {"code": code(secret)})
    assert client.get("/plo/").status_code == 200


@pytest.mark.case("T106")
def test_mitid_alone_does_not_open_the_admin(client: Client, people: People) -> None:
    client.force_login(people.sara)
    assert client.get("/plo/")["Location"].startswith("/adgang/totrin/app/")


@pytest.mark.parametrize("name", ["mette", "karen", "frede", "ove"])
def test_the_admin_does_not_exist_for_others(client: Client, people: People, name: str) -> None:
    client.force_login(getattr(people, name))
    for address in ("/plo/", "/plo/logout/", "/adgang/totrin/", "/adgang/totrin/app/"):
        assert client.get(address).status_code == 404, address


def test_staff_rights_without_the_role_open_nothing(client: Client, people: People) -> None:
    """is_staff is Django's word; the dated role is ours."""
    User.objects.filter(pk=people.mette.pk).update(is_staff=True)
    client.force_login(people.mette)
    assert client.get("/plo/").status_code == 404


def test_a_role_taken_away_acts_at_the_next_request(client: Client, sara: User) -> None:
    sign_in(client, sara, enrol(sara))
    assert client.get("/plo/").status_code == 200
    yesterday = datetime.date.today() - datetime.timedelta(days=1)
    Membership.objects.filter(person=sara.person).update(valid_to=yesterday)
    assert client.get("/plo/").status_code == 404
    client.post("/adgang/log-ud/")
    assert type_password(client, sara).status_code == 403
    assert browser.signed_in_as(client) is None


@pytest.mark.case("T106")
def test_the_admins_own_sign_in_is_closed(client: Client, sara: User) -> None:
    """It knows no second factor."""
    for answer in (
        client.get("/plo/login/?next=/plo/auth/"),
        client.post("/plo/login/?next=/plo/auth/", {"username": sara.username, "password": PASSWORD}),
    ):
        assert answer["Location"] == "/adgang/medarbejder/?next=%2Fplo%2Fauth%2F"
    assert browser.signed_in_as(client) is None
    assert client.get("/plo/", follow=True).redirect_chain[-1][0].startswith("/adgang/medarbejder/?next=")


def test_a_password_is_for_staff_alone(client: Client, people: People) -> None:
    mette = give_password(people.mette)
    response = type_password(client, mette)
    assert response.status_code == 403
    assert "Log ind med MitID" in response.content.decode()
    assert browser.signed_in_as(client) is None
    assert Record.objects.get(act="sign_in_refused").subject_id == str(mette.pk)


def replayed_code(client: Client, sara: User) -> Client:
    """Another browser that comes with the password and the code Sara has just used."""
    secret, other = enrol(sara), Client()
    with time_machine.travel(NOON, tick=False):
        assert sign_in(client, sara, secret).status_code == 302
        sign_in(other, sara, secret)
    with time_machine.travel(NOON + datetime.timedelta(seconds=31), tick=False):
        other.fresh_code = code(secret)
    return other


@pytest.mark.case("T106")
def test_a_code_counts_once(client: Client, sara: User) -> None:
    other = replayed_code(client, sara)
    with time_machine.travel(NOON + datetime.timedelta(seconds=31), tick=False):
        assert browser.signed_in_as(other) is None
        assert other.post(CODE, {"code": other.fresh_code}).status_code == 302


@pytest.mark.twin("T106")
def test_a_code_that_is_not_remembered_counts_twice(
    client: Client, sara: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TOTP, "_mark_code_used", lambda self, code: True)
    other = replayed_code(client, sara)
    with time_machine.travel(NOON, tick=False):
        assert browser.signed_in_as(other) == sara.pk


def test_an_old_code_is_refused(client: Client, sara: User) -> None:
    secret = enrol(sara)
    with time_machine.travel(NOON, tick=False):
        old = code(secret)
    with time_machine.travel(NOON + datetime.timedelta(seconds=30), tick=False):
        type_password(client, sara)
        assert client.post(CODE, {"code": old}).status_code == 200
        assert browser.signed_in_as(client) is None


def spare_code_used_twice(sara: User) -> list[int]:
    enrol(sara)
    spare = RecoveryCodes.activate(sara).get_unused_codes()[0]
    answers = []
    for _ in range(2):
        fresh = Client()
        type_password(fresh, sara)
        answers.append(fresh.post(CODE, {"code": spare}).status_code)
    return answers


@pytest.mark.case("T106")
def test_a_recovery_code_counts_once(sara: User) -> None:
    assert spare_code_used_twice(sara) == [302, 200]


@pytest.mark.twin("T106")
def test_a_recovery_code_not_crossed_out_counts_twice(sara: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RecoveryCodes, "_mark_code_used", lambda self, number: None)
    assert spare_code_used_twice(sara) == [302, 302]


def test_the_secret_is_not_readable_in_the_database(sara: User) -> None:
    secret = enrol(sara)
    stored = Authenticator.objects.get(user=sara).data["secret"]
    assert secret not in stored
    assert stored.startswith("gAAAA")


def test_staff_may_ask_for_a_new_password(client: Client, sara: User) -> None:
    client.post("/adgang/adgangskode/glemt/", {"email": sara.email})
    mail = Message.objects.get(to=sara.email)
    link = mail.body_text.split("http://testserver")[1].split()[0]
    page = client.get(link, follow=True)
    new = "en helt ny adgangskode 9"
    client.post(page.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert browser.signed_in_as(client) is None
    sara.refresh_from_db()
    assert sara.check_password(new)
    assert Message.objects.filter(to=sara.email, subject__contains="ændret").count() == 1
    assert client.get(link, follow=True).context["token_fail"]


@pytest.mark.parametrize("email", ["mette@example.org", "ingen@example.org"])
def test_others_get_no_password_and_the_page_does_not_tell(
    client: Client, people: People, email: str
) -> None:
    User.objects.filter(pk=people.mette.pk).update(email="mette@example.org")
    response = client.post("/adgang/adgangskode/glemt/", {"email": email})
    assert (response.status_code, response["Location"]) == (302, "/adgang/adgangskode/glemt/sendt/")
    assert not Message.objects.exists()


def test_what_would_lead_past_mitid_is_closed(client: Client, people: People) -> None:
    client.force_login(people.mette)
    for name in (
        "account_signup",
        "account_email",
        "account_set_password",
        "socialaccount_signup",
        "socialaccount_connections",
    ):
        assert client.get(reverse(name)).status_code == 404, name
        assert client.post(reverse(name)).status_code == 404, name


def test_no_other_address_of_allauth_is_open() -> None:
    """A new version of allauth must not open a door by itself."""
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    theirs = {name for name in names if name.split("_")[0] in {"account", "socialaccount", "mfa"}}
    closed = {"account_signup", "account_email", "account_set_password", "account_email_verification_sent"}
    closed |= {"socialaccount_signup", "socialaccount_connections"}
    opened = {"account_login", "account_logout", "account_inactive", "account_reauthenticate"}
    opened |= {"account_change_password", "account_reset_password", "account_reset_password_done"}
    opened |= {"account_reset_password_from_key", "account_reset_password_from_key_done"}
    assert {name for name in theirs if not name.startswith("mfa_")} == closed | opened
    assert "openid_connect_login" not in names


@pytest.mark.twin("T106")
def test_the_relaxation_is_for_development(client: Client, sara: User, settings: Any) -> None:
    """Without the rule, a password alone opens the admin."""
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    type_password(client, sara)
    assert client.get("/plo/").status_code == 200


@pytest.mark.services
def test_staff_who_come_by_mitid_are_asked_for_the_code_too(client: Client, sara: User, mitid: str) -> None:
    secret = enrol(sara)
    Identity.objects.create(person=sara.person, provider="mitid", subject=browser.KAREN.subject, level="high")
    response = browser.sign_in(client, browser.KAREN.subject)
    assert response["Location"] == CODE
    client.post(CODE, {"code": code(secret)})
    assert client.get("/plo/").status_code == 200
