"""Clocks that jump, summer time and New Year's night: days are Danish, and order is by number, never by the clock."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from approvals.actions.approve_voucher import approve_voucher
from approvals.actions.endorse_voucher import endorse_voucher
from approvals.actions.send_back_voucher import send_back_voucher
from approvals.selectors.account import movements_of
from approvals.selectors.endorsement import standing_endorsement
from approvals.selectors.trail import trail
from clusters.models import Movement
from expenses.actions.submit_voucher import submit_voucher
from expenses.models import Voucher
from expenses.selectors.timeline import timeline_of
from expenses.states import VoucherState
from tests.factories.clusters import fund
from tests.factories.expenses import draft
from tests.people import People, make_people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_papers")]
NIGHTS = [
    ("2026-03-28T23:30:00Z", "2026-03-29"),  # 00.30 on the day with 23 hours
    ("2026-03-29T00:59:59Z", "2026-03-29"),  # 01.59.59, the last second before three o'clock
    ("2026-03-29T21:59:59Z", "2026-03-29"),
    ("2026-03-29T22:00:00Z", "2026-03-30"),
    ("2026-10-24T22:30:00Z", "2026-10-25"),  # 00.30 on the day with 25 hours
    ("2026-10-25T00:30:00Z", "2026-10-25"),  # half past two
    ("2026-10-25T01:30:00Z", "2026-10-25"),  # half past two again
    ("2026-10-25T22:59:59Z", "2026-10-25"),
    ("2026-12-31T22:59:59Z", "2026-12-31"),
    ("2026-12-31T23:30:00Z", "2027-01-01"),  # 00.30 on New Year's night
]


@pytest.fixture
def people() -> People:
    return make_people()


def at(moment: str) -> Any:
    """The whole process believes it is this moment (UTC), and its clock stands still."""
    return time_machine.travel(dt.datetime.fromisoformat(moment), tick=False)


def in_hours(hours: int) -> Any:
    """So many hours from now; ahead, for a mail of long ago would be an alarm of its own."""
    return time_machine.travel(timezone.now() + dt.timedelta(hours=hours), tick=False)


def booked(people: People, moment: str) -> str:
    with at(moment):
        return fund(people.cluster, "1.00", by=people.sara, payment=moment).booked_on.isoformat()


@pytest.mark.case("T019")
@pytest.mark.parametrize(("moment", "day"), NIGHTS)
def test_money_is_booked_on_the_danish_day(people: People, moment: str, day: str) -> None:
    assert booked(people, moment) == day


@pytest.mark.case("T019")
def test_a_voucher_sent_on_new_years_night_has_the_new_years_number(people: People) -> None:
    numbers, year = [], timezone.localdate().year
    for clock in ("22:59:59Z", "23:30:00Z"):
        with at(f"{year}-12-31T{clock}"):
            numbers.append(submit_voucher(draft(people), by=people.mette).number)
    assert numbers == [f"{year}-00001", f"{year + 1}-00001"]


@pytest.mark.twin("T019")
def test_by_universal_time_new_years_night_is_booked_in_the_old_year(
    people: People, settings: Any, utc: None
) -> None:
    assert booked(people, "2026-12-31T23:30:00Z") == "2026-12-31"


@pytest.fixture
def utc(settings: Any) -> Iterator[None]:
    settings.TIME_ZONE = "UTC"
    timezone.deactivate()
    yield


def life_while_the_clock_runs_backwards(people: People) -> Voucher:
    """Sent, endorsed, sent back, endorsed again and approved; each an hour before the one before it."""
    with in_hours(9):
        fund(people.cluster, "1000.00", by=people.sara)
        voucher = submit_voucher(draft(people), by=people.mette)
    with in_hours(8):
        endorse_voucher(voucher, by=people.karen)
    with in_hours(7):
        send_back_voucher(voucher, by=people.sara, reason="Er beløbet rigtigt?")
    with in_hours(6):
        endorse_voucher(voucher, by=people.dorte)
    with in_hours(5):
        approve_voucher(voucher, by=people.sara)
    voucher.refresh_from_db()
    return voucher


ROAD = ["begyndte", "sendte", "godkendte for", "sendte", "godkendte for", "godkendte til udbetaling"]


def in_order(sentences: list[str]) -> bool:
    return len(sentences) == len(ROAD) and all(
        word in said for word, said in zip(ROAD, sentences, strict=True)
    )


@pytest.mark.case("T019")
def test_a_clock_that_runs_backwards_changes_no_order(people: People) -> None:
    voucher = life_while_the_clock_runs_backwards(people)
    assert voucher.state == VoucherState.APPROVED
    assert in_order([event.sentence for event in trail(voucher)])
    told = [event.sentence for event in timeline_of(voucher, people.mette)]
    assert told[1].endswith("sendte bilaget til godkendelse") and told[-1].endswith("for PLO")
    assert standing_endorsement(voucher).by == people.dorte
    numbers = [row.number for row in movements_of(people.cluster)]
    assert numbers == [4, 3, 2, 1]
    posted = list(Movement.objects.order_by("number").values_list("posted_at", flat=True))
    assert posted == sorted(posted, reverse=True)


@pytest.mark.twin("T019")
def test_by_the_clock_the_same_road_is_told_backwards(people: People) -> None:
    voucher = life_while_the_clock_runs_backwards(people)
    by_the_clock = sorted(trail(voucher), key=lambda event: event.at)
    assert not in_order([event.sentence for event in by_the_clock])
    assert "godkendte til udbetaling" in by_the_clock[0].sentence
