"""Guessing is counted by key and by address, in the database: an outage of the broker opens nothing."""

from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from clusters.actions.invite_person import invite_person
from clusters.models import Person, User
from klyngeokonomi import kick
from tests import mitid as browser
from tests.clusters.actions.test_invite_person import token_mailed_to
from tests.clusters.views.test_session_rules import NOON
from tests.people import People, make_people
from tests.staff import CODE, code, enrol, give_password, type_password

pytestmark = pytest.mark.django_db

FORGETFUL = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
"""A cache that is away and lets its callers go on, as many are set up."""


@pytest.fixture(autouse=True)
def no_broker(settings: Any) -> None:
    """The broker is down in all of this: nothing here may depend on it."""
    settings.ADMIN_REQUIRES_SECOND_FACTOR = True
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    kick._quiet_until = 0.0


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def sara(people: People) -> User:
    return give_password(people.sara)


def password_after_guesses(sara: User) -> Client:
    """A browser that types the right password after five wrong ones, each from another address."""
    with time_machine.travel(NOON, tick=False):
        for number in range(5):
            type_password(Client(REMOTE_ADDR=f"10.0.0.{number}"), sara, "forkert")
        guesser = Client(REMOTE_ADDR="10.0.0.99")
        guesser.answer = type_password(guesser, sara)
    return guesser


def accounts_tried_from_one_place(count: int = 22) -> list[int]:
    """A guess at each of many accounts, all from one address, then one from another."""
    with time_machine.travel(NOON, tick=False):
        here, there = Client(REMOTE_ADDR="10.2.2.2"), Client(REMOTE_ADDR="10.3.3.3")
        tried = [here] * count + [there]
        return [
            "for mange" in one.post("/adgang/medarbejder/", {"login": f"nr{number}", "password": "x"}).text
            for number, one in enumerate(tried)
        ]


def code_after_guesses(sara: User) -> Client:
    """A browser with the password that shows the right code after five wrong ones in other sessions."""
    secret = enrol(sara)
    with time_machine.travel(NOON, tick=False):
        wrong = "000000" if code(secret) != "000000" else "000001"
        for number in range(5):
            other = Client(REMOTE_ADDR=f"10.1.0.{number}")
            type_password(other, sara)
            other.post(CODE, {"code": wrong})
        guesser = Client(REMOTE_ADDR="10.1.0.99")
        type_password(guesser, sara)
        guesser.post(CODE, {"code": code(secret)})
        guesser.user_id = browser.signed_in_as(guesser)
    return guesser


def link_after_guesses(people: People) -> int:
    """What the true link of an invitation answers after twenty guesses from the same address."""
    nina = Person.objects.create(name="Nina Ny", email="nina@example.org")
    invite_person(nina, by=people.sara)
    link = f"/adgang/invitation/{token_mailed_to(nina)}/"
    guesser = Client(REMOTE_ADDR="10.4.4.4")
    for number in range(20):
        assert guesser.get(f"/adgang/invitation/guess{number}/").status_code == 404
    return guesser.get(link).status_code


@pytest.mark.case("T107")
def test_a_password_is_guessed_five_times_by_key(sara: User) -> None:
    enrol(sara)
    assert "for mange" in password_after_guesses(sara).answer.text


@pytest.mark.case("T107")
def test_many_accounts_are_not_tried_from_one_address(sara: User) -> None:
    assert accounts_tried_from_one_place() == [False] * 20 + [True] * 2 + [False]


@pytest.mark.case("T107")
def test_a_code_is_guessed_five_times_by_person(sara: User) -> None:
    assert code_after_guesses(sara).user_id is None


@pytest.mark.case("T107")
def test_an_invitation_is_guessed_twenty_times(people: People) -> None:
    assert link_after_guesses(people) == 429


@pytest.mark.case("T107")
def test_the_counts_stand_in_the_database(sara: User, settings: Any) -> None:
    """Two processes, and one started anew, count together; no broker is asked."""
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
    cache.set("seen", 1)
    assert cache.get("seen") == 1


@pytest.mark.twin("T107")
def test_uncounted_guesses_go_on_for_ever(people: People, sara: User, settings: Any) -> None:
    settings.CACHES = FORGETFUL
    enrol(sara)
    assert password_after_guesses(sara).answer["Location"] == CODE
    assert accounts_tried_from_one_place() == [False] * 23
    assert link_after_guesses(people) == 200


@pytest.mark.twin("T107")
def test_an_uncounted_code_lets_the_guesser_in(sara: User, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    assert code_after_guesses(sara).user_id == sara.pk
