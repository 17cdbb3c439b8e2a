"""New Year's night with a voucher under way: December is locked, and what comes later is booked in January (T018)."""

from datetime import date
from typing import Any

import psycopg
import pytest
import time_machine

from approvals.actions.return_voucher import return_voucher
from clusters.actions.lock_month import lock_month
from clusters.models import Movement
from expenses.selectors.lateness import late_note
from expenses.states import VoucherState
from klyngeokonomi.refused import Refused
from tests.factories.clusters import fund
from tests.factories.expenses import endorse, voucher_at
from tests.hold.sabotage import without_trigger
from tests.people import People, make_people

DECEMBER = date(2026, 12, 1)
LAST_SECOND, MIDNIGHT = "2026-12-31T22:59:59Z", "2026-12-31T23:00:00Z"
SPENT = {"voucher_date": date(2026, 12, 29)}


def at(moment: str) -> Any:
    return time_machine.travel(moment, tick=False)


def under_way(people: People) -> tuple[Any, Any]:
    """Of December: one reserved in the last second of the year, one with the coordinator; then the lock."""
    with at(LAST_SECOND):
        fund(people.cluster, "5000.00", by=people.sara)
        reserved = voucher_at(VoucherState.ENDORSED, people, **SPENT)
        waiting = voucher_at(VoucherState.SUBMITTED, people, amount="80.00", **SPENT)
    with at(MIDNIGHT):
        lock_month(DECEMBER, by=people.sara)
    return reserved, waiting


def days() -> list[str]:
    return [one.booked_on.isoformat() for one in Movement.objects.order_by("number")]


@pytest.mark.case("T018")
@pytest.mark.django_db
@pytest.mark.usefixtures("quick_papers")
def test_what_comes_after_the_lock_is_booked_in_the_open_month() -> None:
    people = make_people()
    reserved, waiting = under_way(people)
    with at(MIDNIGHT):
        return_voucher(reserved, by=people.sara, reason="Kvitteringen mangler.")
        assert late_note(waiting).startswith(
            "Bilaget er fra december 2026, og den måned er låst i regnskabet."
        )
        endorse(waiting, by=people.karen)
        waiting.refresh_from_db()
        assert late_note(waiting) == "December 2026, bogført i januar 2027."
    assert days() == ["2026-12-31", "2026-12-31", "2027-01-01", "2027-01-01"]
    assert Movement.objects.get(number=4).text == (
        f"Bilag {waiting.number}: Prøveby Taxa (december 2026, bogført i januar 2027)"
    )


@pytest.mark.case("T018")
@pytest.mark.django_db
@pytest.mark.usefixtures("quick_papers")
def test_a_clock_that_lags_books_nothing_in_the_locked_month() -> None:
    people = make_people()
    _, waiting = under_way(people)
    with at(LAST_SECOND), pytest.raises(Refused) as told:
        endorse(waiting, by=people.karen)
    assert str(told.value) == (
        "Regnskabet for december 2026 er låst, og der kan ikke bogføres i den måned. Intet er bogført."
    )
    waiting.refresh_from_db()
    assert (waiting.state, len(days())) == (VoucherState.SUBMITTED, 2)


@pytest.mark.twin("T018")
@pytest.mark.usefixtures("quick_papers")
def test_without_the_guard_the_locked_month_grows(owner: psycopg.Connection[Any]) -> None:
    people = make_people()
    _, waiting = under_way(people)
    with without_trigger(owner, "clusters_movement", "clusters_movement_open_month"), at(LAST_SECOND):
        endorse(waiting, by=people.karen)
    assert days() == ["2026-12-31"] * 3


@pytest.mark.django_db
@pytest.mark.usefixtures("quick_papers")
@pytest.mark.parametrize(
    ("spent", "note"),
    [
        (date(2026, 3, 31), " (marts 2026, bogført i juni 2026, fra før økonomimodulet)"),
        (date(2026, 4, 1), ""),  # the module's own first month, and not locked
        (date(2026, 6, 1), ""),
    ],
)
def test_what_is_from_before_the_module_is_taken_and_marked(spent: date, note: str) -> None:
    people = make_people()
    with at("2026-06-10T10:00:00Z"):
        voucher = voucher_at(VoucherState.ENDORSED, people, voucher_date=spent)
    assert Movement.objects.get().text == f"Bilag {voucher.number}: Prøveby Taxa{note}"
