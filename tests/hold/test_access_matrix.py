"""Every address × method × role × cluster × state, against the one table of expectations."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from clusters.models.cluster import ClusterQuerySet
from expenses.models.voucher import VoucherQuerySet
from expenses.states import VoucherState
from tests.hold import access_table
from tests.hold.access_walk import ROLES, answer_of, clients, of_sign_in, of_the_admin, of_the_house
from tests.hold.access_world import World, built, quiet, world

__all__ = ["built", "quiet", "world"]
pytestmark = pytest.mark.usefixtures("quiet", "drawn_once")
LATER = {
    "submitted": VoucherState.SUBMITTED,
    "endorsed": VoucherState.ENDORSED,
    "approved": VoucherState.APPROVED,
}
Places = list[tuple[str, str]]
KNOCKING, ALIKE = "amksf", "dbxri"
"""Who differ most from one another knock at every door always; deputy, board, former member, auditor and inactive, who
at most doors are answered as one of them, in `make long`.
"""


def differences(
    places: Places, table: str, roles: str, browsers: dict[str, Client], of: str = ""
) -> list[str]:
    """A sentence for each address that answers otherwise than its row says, or that has none.

    `of` names the letters of a row, when it has more of them than are asked about.
    """
    asked = [(of or roles).index(role) for role in roles]
    rows = access_table.rows(table).items()
    expected = {name: tuple("".join(got[one] for one in asked) for got in row) for name, row in rows}
    found = []
    for name, address in places:
        got = tuple(
            "".join(answer_of(browsers[role], method, address) for role in roles)
            for method in ("GET", "POST")
        )
        if got != expected.get(name):
            found.append(f"{name} ({roles}): {' '.join(got)}, table: {expected.get(name)}")
    missing = set(expected) - {name for name, _ in places}
    return [*found, *(f"{name} has a row and no address" for name in missing)]


@pytest.mark.case("T087", "T088")
@pytest.mark.parametrize("roles", [KNOCKING, pytest.param(ALIKE, marks=pytest.mark.long)])
def test_every_address_of_the_floors_answers_each_role_by_the_table(world: World, roles: str) -> None:
    places = list(of_the_house(world.keys(VoucherState.DRAFT, "planned")))
    assert len(places) > 50
    assert differences(places, access_table.HOUSE, roles, clients(world), of=ROLES) == []


@pytest.mark.case("T087", "T088")
def test_what_is_sent_and_held_answers_by_the_table(world: World) -> None:
    """Other states of voucher and meeting open and close other doors; strangers met the first of them."""
    tabled, places = access_table.rows(access_table.LATER), []
    for word, state in LATER.items():
        there = ((f"{word}/{name}", address) for name, address in of_the_house(world.keys(state, "held")))
        places += [(name, address) for name, address in there if name in tabled]
    assert differences(places, access_table.LATER, "mks", clients(world)) == []


@pytest.mark.case("T087")
def test_sign_in_answers_by_the_table(world: World) -> None:
    assert differences(list(of_sign_in()), access_table.SIGN_IN, "ams", clients(world)) == []


@pytest.mark.case("T087")
@pytest.mark.parametrize("roles", ["ks", pytest.param("r", marks=pytest.mark.long)])
def test_the_admin_answers_by_the_table(world: World, roles: str) -> None:
    assert differences(list(of_the_admin()), access_table.ADMIN, roles, clients(world), of="ksr") == []


def other_methods(world: World) -> Iterator[str]:
    """Where a method that nobody uses opens for a stranger what GET does not."""
    stranger = clients(world)["f"]
    for name, address in of_the_house(world.keys(VoucherState.SUBMITTED, "held")):
        usual = answer_of(stranger, "GET", address)
        for method in ("HEAD", "OPTIONS", "DELETE", "PUT"):
            if (got := answer_of(stranger, method, address)) not in (usual, "m"):
                yield f"{name} {method}: {got}, GET: {usual}"
        part = answer_of(stranger, "GET", address, **{"HX-Request": "true"})
        if part != usual:
            yield f"{name} by htmx: {part}, GET: {usual}"


@pytest.mark.case("T088")
def test_no_other_method_opens_what_is_shut(world: World) -> None:
    assert list(other_methods(world)) == []


@pytest.mark.twin("T087")
def test_a_page_open_to_all_is_found(world: World, settings: Any) -> None:
    required = "django.contrib.auth.middleware.LoginRequiredMiddleware"
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if one != required]
    places = [("expenses:guide", "/vejledning/")]
    found = differences(places, access_table.HOUSE, ROLES, clients(world))
    assert any(one.startswith("expenses:guide (") for one in found)


@pytest.mark.twin("T088")
@pytest.mark.parametrize(
    ("forgotten", "door"),
    [(VoucherQuerySet, "expenses:voucher"), (ClusterQuerySet, "approvals:account_of")],
)
def test_a_page_without_its_scope_is_found(
    world: World, monkeypatch: pytest.MonkeyPatch, forgotten: type, door: str
) -> None:
    monkeypatch.setattr(forgotten, "visible_to", lambda self, user: self.all())
    if forgotten is VoucherQuerySet:
        monkeypatch.setattr("expenses.selectors.whole.why_not_see_voucher", lambda *_: None)
    else:
        monkeypatch.setattr("clusters.selectors.seen_cluster.may_see", lambda *_: True)
    places = [one for one in of_the_house(world.keys(VoucherState.DRAFT, "planned")) if one[0] == door]
    found = differences(places, access_table.HOUSE, ROLES, clients(world))
    assert any(one.startswith(f"{door} (") for one in found)


@pytest.mark.twin("T087", "T088")
def test_an_address_without_a_row_is_found(world: World) -> None:
    browsers = clients(world)
    assert differences([("expenses:new_page", "/vejledning/")], access_table.HOUSE, "m", browsers)[0] == (
        "expenses:new_page (m): o m, table: None"
    )
