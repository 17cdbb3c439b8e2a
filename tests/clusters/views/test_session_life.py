"""How a session begins, how long it lives, and that it is over on the server when it is over."""

import datetime
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.backends.base import SessionBase
from django.test import Client

from clusters.models import User
from klyngeokonomi.audit.models import Record
from klyngeokonomi.session_age import begin_session, mark_seen
from tests import mitid as browser
from tests.people import People, make_people
from tests.staff import enrol, give_password, sign_in, type_password

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2026, 5, 12, 12, 0, tzinfo=datetime.UTC)
CHEAP = "/adgang/log-ud/"
"""A page that asks for a session and costs little."""


@pytest.fixture(autouse=True)
def second_factor_required(settings: Any) -> None:
    settings.ADMIN_REQUIRES_SECOND_FACTOR = True


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def sara(people: People) -> User:
    return give_password(people.sara)


def open_after(client: Client, sara: User, *, minutes: int, times: int = 1) -> bool:
    """Whether Sara is still signed in after doing something every so many minutes, so many times."""
    with time_machine.travel(NOON, tick=False) as clock:
        sign_in(client, sara, enrol(sara))
        for _ in range(times):
            clock.shift(minutes * 60)
            answer = client.get(CHEAP)
        return answer.status_code == 200 and browser.signed_in_as(client) == sara.pk


def stolen_cookie(client: Client, sara: User) -> Client:
    """A thief with the cookie of a session that Sara has ended."""
    sign_in(client, sara, enrol(sara))
    thief = Client()
    thief.cookies["sessionid"] = client.cookies["sessionid"].value
    assert thief.get("/plo/").status_code == 200
    client.post("/adgang/log-ud/")
    return thief


def planted_cookie(client: Client, sara: User) -> Client:
    """An attacker whose own session was put in Sara's browser before she signed in."""
    attacker = Client()
    attacker.session["planted"] = True
    client.cookies["sessionid"] = attacker.cookies["sessionid"].value
    sign_in(client, sara, enrol(sara))
    assert browser.signed_in_as(client) == sara.pk
    return attacker


@pytest.mark.case("T108")
def test_staff_are_signed_out_after_half_an_hour_of_nothing(client: Client, sara: User) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        sign_in(client, sara, enrol(sara))
        for _ in range(2):
            clock.shift(30 * 60 - 1)
            assert client.get("/plo/").status_code == 200
        clock.shift(30 * 60)
        response = client.get("/plo/?e=1")
        assert response["Location"] == "/adgang/?next=%2Fplo%2F%3Fe%3D1"
        assert "gået for lang tid" in client.get(response["Location"]).content.decode()
        assert browser.signed_in_as(client) is None


@pytest.mark.case("T108")
def test_staff_may_not_stay_for_ever_either(client: Client, sara: User) -> None:
    assert not open_after(client, sara, minutes=29, times=17)


@pytest.mark.twin("T108")
def test_without_a_limit_of_idleness_a_forgotten_screen_stays_open(
    client: Client, sara: User, settings: Any
) -> None:
    settings.STAFF_IDLE_SECONDS = 10**9
    assert open_after(client, sara, minutes=7 * 60)


@pytest.mark.twin("T108")
def test_without_a_longest_time_a_busy_session_never_ends(client: Client, sara: User, settings: Any) -> None:
    settings.SESSION_LONGEST_SECONDS = 10**9
    assert open_after(client, sara, minutes=29, times=17)


@pytest.mark.case("T108")
def test_a_stolen_cookie_is_dead_after_sign_out(client: Client, sara: User) -> None:
    thief = stolen_cookie(client, sara)
    assert thief.get("/plo/", follow=True).redirect_chain[-1][0].startswith("/adgang/")
    assert Record.objects.filter(act="signed_out", by=sara).count() == 1


@pytest.mark.twin("T108")
def test_a_session_kept_in_the_cookie_outlives_the_sign_out(
    client: Client, sara: User, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clusters.adapters.note_session", lambda user, **_: None)
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    assert stolen_cookie(client, sara).get("/plo/").status_code == 200


@pytest.mark.case("T108")
def test_a_session_known_before_sign_in_is_not_the_one_after(client: Client, sara: User) -> None:
    assert browser.signed_in_as(planted_cookie(client, sara)) is None


@pytest.mark.twin("T108")
def test_a_session_that_keeps_its_key_lets_the_planter_in(
    client: Client, sara: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SessionBase, "cycle_key", lambda self: None)
    assert browser.signed_in_as(planted_cookie(client, sara)) == sara.pk


@pytest.mark.case("T108")
def test_a_key_nobody_gave_out_is_not_taken(client: Client, sara: User) -> None:
    client.cookies["sessionid"] = "f" * 32
    assert type_password(client, sara).cookies["sessionid"].value != "f" * 32


@pytest.mark.case("T108")
def test_members_may_be_away_for_hours_but_not_stay_for_ever(client: Client, people: People) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        client.force_login(people.mette)
        client.get("/adgang/")
        clock.shift(8 * 3600 - 1)
        assert client.get("/adgang/log-ud/").status_code == 200
        clock.shift(1)
        assert client.get("/adgang/log-ud/")["Location"] == "/adgang/?next=%2Fadgang%2Flog-ud%2F"
        assert browser.signed_in_as(client) is None


def test_a_part_asked_for_by_htmx_sends_the_whole_page_to_sign_in(client: Client, sara: User) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        sign_in(client, sara, enrol(sara))
        clock.shift(31 * 60)
        headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/plo/?side=2"}
        response = client.get("/plo/", headers=headers)
        assert response["HX-Redirect"] == "/adgang/?next=%2Fplo%2F%3Fside%3D2"


def test_a_busy_session_writes_seldom(client: Client, sara: User) -> None:
    session: dict[str, Any] = {}
    with time_machine.travel(NOON, tick=False) as clock:
        begin_session(session, is_staff=True)
        start = dict(session)
        clock.shift(59)
        mark_seen(session)
        assert session == start
        clock.shift(1)
        mark_seen(session)
        assert session["session_seen_at"] == start["session_seen_at"] + 60


@pytest.mark.case("T109")
def test_signing_out_by_a_link_asks_first(client: Client, people: People) -> None:
    client.force_login(people.mette)
    assert "Vil du logge ud?" in client.get("/adgang/log-ud/").content.decode()
    assert browser.signed_in_as(client) == people.mette.pk
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(people.mette)
    assert strict.post("/adgang/log-ud/").status_code == 403


@pytest.mark.case("T108")
def test_a_changed_password_ends_other_sessions(client: Client, sara: User) -> None:
    sign_in(client, sara, enrol(sara))
    sara.set_password("en anden lang adgangskode")
    sara.save()
    assert client.get("/plo/", follow=True).redirect_chain[-1][0].startswith("/adgang/")
