"""Every address of the product, asked in each role: nothing is changed by looking, no form counts from elsewhere,
and each answer carries the whole table of headers.
"""

import logging
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from clusters.models import User
from tests.hold import addresses
from tests.house.test_views import ADDRESSES
from tests.klyngeokonomi.test_headers import POLICY, TABLE
from tests.people import make_people

pytestmark = pytest.mark.django_db

Rounds = list[tuple[Client, list[tuple[str, str]]]]
WRITE = re.compile(r"^\s*(INSERT INTO|UPDATE|DELETE FROM) \"?(\w+)", re.IGNORECASE)
ANYWHERE = {
    ("INSERT INTO", "klyngeokonomi_cache"),
    ("UPDATE", "klyngeokonomi_cache"),
    ("DELETE FROM", "klyngeokonomi_cache"),
    ("UPDATE", "django_session"),
}
"""Counters of guesses, and a session's own row (last seen, a message read): they tell of the asking itself."""
KNOWN = {
    "expenses:paper_download": {("INSERT INTO", "audit_record")},
    "mfa_download_recovery_codes": {("UPDATE", "mfa_authenticator")},
    "mfa_view_recovery_codes": {("UPDATE", "mfa_authenticator")},
}
"""Downloads are logged; recovery codes are shown once, and remember that they were."""


@contextmanager
def writes() -> Iterator[set[tuple[str, str]]]:
    """What is written in the database while the block lasts."""
    seen: set[tuple[str, str]] = set()

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if found := WRITE.match(sql):
            seen.add((found[1].upper(), found[2]))
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield seen


@pytest.fixture
def rounds(settings: Any, quick_papers: None) -> Iterator[Rounds]:
    """Who asks for what: each kind of page by those who have use of it, and strangers at the door."""
    logging.disable(logging.CRITICAL)
    settings.ADMIN_REQUIRES_SECOND_FACTOR = True
    settings.ACCOUNT_RATE_LIMITS = False
    ground = addresses.make_ground()
    sara = addresses.signed_in_staff(ground.people.sara)
    staff = [*addresses.of_the_admin(), *addresses.of_sign_in()]
    yield [
        (addresses.signed_in(ground.people.mette), list(addresses.of_the_floors(ground.drafts))),
        (addresses.signed_in(ground.people.karen), list(addresses.of_the_floors(ground.sent))),
        (sara, [one for one in staff if one[0] != "account_logout"]),
        (Client(raise_request_exception=False), list(addresses.of_sign_in())),
    ]
    logging.disable(logging.NOTSET)


def look_everywhere(rounds: Rounds) -> tuple[dict[str, set], dict[str, set], dict[int, int]]:
    """(what was written, headers that lack, how many answers of each status) when every address is asked for."""
    changed, lacking, statuses = {}, {}, defaultdict(int)
    for client, places in rounds:
        for name, address in places:
            with writes() as seen:
                answer = client.get(address)
                if answer.streaming:
                    answer.getvalue()
            statuses[answer.status_code] += 1
            if left := seen - ANYWHERE - KNOWN.get(name, set()):
                changed[name] = left
            if lacks := missing(answer):
                lacking[name] = lacks
    return changed, lacking, statuses


def missing(answer: Any) -> set[str]:
    """Headers of the table that the answer lacks; a file has a policy, a shelf life and a silence of its own."""
    is_file = not str(answer.headers.get("Content-Type", "")).startswith("text/html")
    own = {"Cache-Control": "private", "Referrer-Policy": "referrer"} if answer.streaming else {}
    asked = TABLE | own
    lacks = {name for name, value in asked.items() if value not in str(answer.headers.get(name))}
    policy = answer.headers.get("Content-Security-Policy", "")
    if not (POLICY in policy or (is_file and "sandbox" in policy)) or "unsafe" in policy:
        lacks.add("Content-Security-Policy")
    return lacks


@pytest.mark.case("T109", "T111", "T112")
def test_looking_changes_nothing_and_every_answer_has_its_headers(rounds: Rounds) -> None:
    changed, lacking, statuses = look_everywhere(rounds)
    assert changed == {}
    assert lacking == {}
    assert statuses[200] > 80
    assert {302, 403, 404, 405} <= statuses.keys() <= {200, 302, 403, 404, 405, 409, 503}


@pytest.mark.twin("T109")
def test_a_page_that_signs_out_when_looked_at_is_found(rounds: Rounds, settings: Any) -> None:
    settings.ACCOUNT_LOGOUT_ON_GET = True
    staff = rounds[2][0]
    changed, _, _ = look_everywhere([(staff, [("account_logout", "/adgang/log-ud/")])])
    assert ("DELETE FROM", "django_session") in changed["account_logout"]
    assert staff.get("/plo/").status_code == 302


@pytest.mark.twin("T111", "T112")
def test_a_page_without_its_headers_is_found(settings: Any, rounds: Rounds) -> None:
    unguarded = ("klyngeokonomi.headers.security_headers", "csp.middleware.CSPMiddleware")
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if one not in unguarded]
    _, places = rounds[0]
    member = addresses.signed_in(User.objects.get(username="mette"))
    _, lacking, _ = look_everywhere([(member, places[:5])])
    assert [{"Content-Security-Policy", "Cache-Control"} <= lacks for lacks in lacking.values()] == [True] * 5


def forged(address: str, client: Client) -> int:
    """What a form on another site gets when a signed-in browser sends it, even by htmx's hand."""
    origin = {"origin": "https://ond.example", "HX-Request": "true"}
    return client.post(address, headers=origin).status_code


@pytest.fixture
def karen() -> Client:
    """Karen's browser, with the server's own check that forms come from its own pages."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_people().karen)
    return client


@pytest.mark.case("T109")
def test_no_form_counts_from_elsewhere(karen: Client) -> None:
    through = {name: got for name, address in ADDRESSES if (got := forged(address, karen)) != 403}
    assert through == {}
    assert karen.get("/").status_code == 200


@pytest.mark.twin("T109")
def test_a_forged_form_counts_when_nobody_asks_for_its_token(karen: Client, settings: Any) -> None:
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if "csrf" not in one]
    assert forged("/adgang/log-ud/", karen) == 302
    assert karen.get("/").status_code == 302
