"""Every address asks who is there; what belongs to a cluster does not exist for a stranger.

Knocking is for `make lint`, and long: in `make test` the matrix of tests/hold lets more people knock at the same doors.
"""

import datetime
import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from approvals.actions.ask_paper import ask_statement
from approvals.enums import MadeForm
from expenses.states import VoucherState
from tests.approvals.statements.fee_papers import ORDINARY
from tests.factories.contracts import entered
from tests.factories.expenses import voucher_at
from tests.factories.fee_statements import issued
from tests.factories.meetings import plan
from tests.house import tree
from tests.people import make_people

OPEN = {
    "account_login",
    "staff_login",
    "account_logout",
    "account_inactive",
    "invitation",
    "mitid_login",
    "mitid_callback",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_signup",
    "account_email",
    "account_set_password",
    "account_email_verification_sent",
    "socialaccount_signup",
    "socialaccount_connections",
    "healthz",
    "admin:login",
    "admin:jsi18n",
}
"""The whole list of pages that open for someone who has not signed in. The `account_…` that nobody may use are 404."""
DEVELOPMENT = "development:"
"""Pages only a developer's machine has; open there, absent elsewhere (settings.DEVELOPMENT_PAGES)."""
SAMPLES = {
    "int": "1",
    "slug": "prove",
    "str": "prove",
    "path": "prove",
}


def addresses(
    resolver: URLResolver | None = None, prefix: str = "", space: str = ""
) -> Iterator[tuple[str, str]]:
    """(name, address with made-up parts) of every pattern in the house."""
    for one in (resolver or get_resolver()).url_patterns:
        route = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from addresses(one, route, inner)
        elif isinstance(one, URLPattern):
            route = re.sub(r"<(\w+):\w+>", lambda part: SAMPLES[part[1]], route)
            route = re.sub(r"\(\?P<\w+>(?:\[[^]]+\]|[^()])+\)", "prove", route)
            yield f"{space}{one.name}", "/" + re.sub(r"[\^$]|\\Z", "", route)


def is_open(name: str) -> bool:
    return name in OPEN or name.startswith(DEVELOPMENT)


ADDRESSES = list(addresses())


def test_every_open_page_exists():
    assert {name for name, _ in ADDRESSES} >= OPEN


@pytest.mark.long
@pytest.mark.django_db
def test_nobody_comes_in_without_signing_in(client: Client):
    doors = {resolve_url(settings.LOGIN_URL), resolve_url("admin:login")}
    closed = [(name, address) for name, address in ADDRESSES if not is_open(name)]
    assert len(closed) > 100
    for name, address in closed:
        for answer in (client.get(address), client.post(address)):
            place = answer.headers.get("Location", "").split("?")[0]
            assert (answer.status_code, place in doors) == (302, True), f"{name} {address}: {answer}"


@pytest.fixture
def stranger_at_the_door(db):
    """A stranger's browser, and the real keys of another cluster's voucher and meeting."""
    people = make_people()
    voucher = voucher_at(VoucherState.ENDORSED, people)
    meeting = plan(people)
    contract = entered(people)
    day = datetime.date(2026, 5, 1)
    paper = ask_statement(people.cluster, first=day, last=day, form=MadeForm.PDF, by=people.mette)
    browser = Client()
    browser.force_login(people.frede)
    keys = {
        "bilag": {"pk": voucher.pk, "paper": voucher.attachments.get().pk, "number": 1},
        "moeder": {"pk": meeting.pk, "participant_pk": 1, "paper_pk": 1, "version": 1},
        "godkend": {"pk": voucher.pk},
        "kontrakter": {"slug": people.cluster.slug, "pk": contract.pk},
        "konto": {"slug": people.cluster.slug},
        "medlemmer": {"slug": people.cluster.slug, "pk": people.mette.person_id},
        "papirer": {"pk": paper.pk},
        "min-konto": {"pk": voucher.payee_account_id},
        "mine-loensedler": {"pk": issued(ORDINARY, to=people.karen).pk},
    }
    return browser, keys


def keyed() -> Iterator[tuple[str, str, list[str]]]:
    """(name, whose key it takes, the names of its parts) of every address of the floors that has a key."""
    for floor in tree.FLOORS:
        for one in get_resolver(f"{floor}.urls").url_patterns:
            if parts := list(one.pattern.converters):
                first = str(one.pattern).split("/")[0]
                yield f"{floor}:{one.name}", first, parts


@pytest.mark.long
def test_a_stranger_finds_nothing_of_another_cluster(stranger_at_the_door):
    browser, keys = stranger_at_the_door
    assert len(list(keyed())) > 30
    for name, first, parts in keyed():
        address = reverse(name, kwargs={part: keys[first][part] for part in parts})
        answers = [browser.get(address).status_code, browser.post(address).status_code]
        assert set(answers) <= {404, 405}, f"{name} {address} answers {answers}"
        assert 404 in answers, name
