"""The forecast to the øre, at its edges; pure."""

import datetime as dt
from decimal import Decimal

import pytest

from approvals.policy.forecast import (
    AllotmentBasis,
    MeetingBasis,
    Part,
    allotment_part,
    contract_parts,
    forecast,
    meetings_ahead,
    month_ends,
)
from approvals.policy.headings import HEADING_OF, SPENDING
from expenses.enums import CostCategory

TODAY = dt.date(2026, 10, 12)
OCT, NOV, DEC = dt.date(2026, 10, 31), dt.date(2026, 11, 30), dt.date(2026, 12, 31)


def kr(text: str) -> Decimal:
    return Decimal(text)


def part(day: dt.date, amount: str) -> Part:
    return Part(day, kr(amount))


def test_every_category_has_a_heading_of_spending():
    assert set(HEADING_OF) == set(CostCategory)
    assert set(HEADING_OF.values()) == set(SPENDING)


@pytest.mark.parametrize(
    ("today", "ends"),
    [
        (TODAY, [OCT, NOV, DEC]),
        (DEC, [DEC]),
        (dt.date(2024, 1, 31), [dt.date(2024, 1, 31), dt.date(2024, 2, 29)]),
    ],
)
def test_the_months_end_with_the_year(today, ends):
    found = month_ends(today)
    assert (found[: len(ends)], found[-1]) == (ends, dt.date(today.year, 12, 31))


def test_what_is_expected_is_added_up_by_month():
    parts = [
        part(TODAY, "-100.00"),
        part(NOV, "-0.01"),
        part(DEC, "50.00"),
        part(dt.date(2027, 1, 1), "-9.00"),
    ]
    found = forecast(TODAY, kr("100.00"), parts)
    assert [(point.day, point.available) for point in found.points] == [
        (OCT, kr("0.00")), (NOV, kr("-0.01")), (DEC, kr("49.99")),
    ]  # fmt: skip
    assert found.warning == (
        "Kontoen ventes at gå under nul i november 2026, hvor der mangler 0,01 kr. "
        "Ved årets udgang ventes 49,99 kr. til rådighed."
    )


def test_what_is_missing_at_the_end_is_said():
    found = forecast(TODAY, kr("1000.00"), [part(dt.date(2026, 12, 1), "-13345.00")])
    assert found.end == kr("-12345.00")
    assert found.warning == (
        "Kontoen ventes at gå under nul i december 2026, og der mangler 12.345,00 kr. ved årets udgang."
    )
    assert forecast(TODAY, kr("1000.00"), [part(DEC, "-1000.00")]).warning is None


BY_MONTH = [(OCT, kr("300.00")), (NOV, kr("450.00")), (DEC, kr("450.00"))]


@pytest.mark.parametrize(
    ("claimed", "expected"),
    [
        ("4800.00", [part(OCT, "-300.00"), part(NOV, "-450.00"), part(DEC, "-450.00")]),
        (
            "4000.00",
            [part(TODAY, "-800.00"), part(OCT, "-300.00"), part(NOV, "-450.00"), part(DEC, "-450.00")],
        ),
        ("5200.00", [part(NOV, "-350.00"), part(DEC, "-450.00")]),
        ("6000.00", []),
        ("6000.01", []),
    ],
)
def test_contracts_cost_what_is_not_claimed_of_them(claimed, expected):
    assert list(contract_parts(TODAY, BY_MONTH, kr("6000.00"), kr(claimed))) == expected


COSTS = [kr("9000.00"), kr("1000.00"), kr("4000.01"), kr("5000.00")]


def test_planned_meetings_cost_the_median_less_what_is_spent():
    november, december = dt.date(2026, 11, 20), dt.date(2026, 12, 10)
    planned = [TODAY, november, december, dt.date(2027, 1, 5)]
    last_year = [dt.date(2025, 11, 1)]
    found = meetings_ahead(
        TODAY, COSTS, planned, last_year, {november: kr("500.00"), december: kr("9999.00")}
    )
    assert (found.basis, found.usual, found.count) == (MeetingBasis.PLANNED, kr("4500.01"), 2)
    assert found.parts == (part(november, "-4000.01"), part(december, "0.00"))


def test_without_plans_last_years_meetings_are_the_pattern():
    last_year = [dt.date(2025, 10, 12), dt.date(2025, 10, 13), dt.date(2025, 12, 31), dt.date(2025, 3, 1)]
    found = meetings_ahead(TODAY, COSTS[:1], [], last_year)
    assert (found.basis, found.usual) == (MeetingBasis.LAST_YEAR, kr("9000.00"))
    assert [one.day for one in found.parts] == [dt.date(2026, 10, 13), DEC]
    leap = meetings_ahead(dt.date(2025, 2, 1), COSTS[:1], [], [dt.date(2024, 2, 29)])
    assert leap.parts == (part(dt.date(2025, 2, 28), "-9000.00"),)


def test_nothing_is_counted_of_what_is_not_known():
    assert meetings_ahead(TODAY, [], [NOV], []).basis == MeetingBasis.NO_COSTS
    assert meetings_ahead(TODAY, COSTS, [], []).basis == MeetingBasis.NO_MEETINGS
    assert meetings_ahead(TODAY, [], [NOV], []).parts == ()


@pytest.mark.parametrize(
    ("today", "booked", "computed", "last_year", "expected"),
    [
        (TODAY, "1.00", "7.00", "5.00", (AllotmentBasis.BOOKED, ())),
        (TODAY, "0.00", "7.00", "5.00", (AllotmentBasis.COMPUTED, (part(TODAY, "7.00"),))),
        (TODAY, "0.00", "0.00", "5.00", (AllotmentBasis.LAST_YEAR, (part(TODAY, "5.00"),))),
        (
            dt.date(2026, 2, 28),
            "0.00",
            "0.00",
            "5.00",
            (AllotmentBasis.LAST_YEAR, (part(dt.date(2026, 3, 1), "5.00"),)),
        ),
        (TODAY, "0.00", "0.00", "0.00", (AllotmentBasis.UNKNOWN, ())),
    ],
)
def test_the_allotment_is_expected_until_it_is_in(today, booked, computed, last_year, expected):
    assert allotment_part(today, kr(booked), kr(computed), kr(last_year)) == expected
