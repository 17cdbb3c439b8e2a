"""What trips come to: the rate of each day, and the break at 20,000 km in a calendar year."""

import datetime as dt
from decimal import Decimal

import pytest

from expenses.enums import RateKey
from expenses.policy.guide_limits import GUIDE_TABLE
from expenses.policy.limits import Limit, LimitTable
from expenses.policy.mileage import Driven, reckon, total
from klyngeokonomi.money import kr

DAY = dt.date(2026, 5, 12)
KM = Decimal("100.0")


def driven(*trips, before=None, table=GUIDE_TABLE):
    given = [Driven(day, Decimal(km)) for day, km in trips]
    return [(one.km_first, one.km_over, one.amount) for one in reckon(given, table, before or {})]


@pytest.mark.parametrize(
    ("km", "first", "over", "amount"),
    [
        ("19999.9", "19999.9", "0.0", "78799.61"),
        ("20000.0", "20000.0", "0.0", "78800.00"),
        ("20000.1", "20000.0", "0.1", "78800.23"),
    ],
)
def test_the_break_is_at_twenty_thousand(km, first, over, amount):
    assert driven((DAY, km)) == [(Decimal(first), Decimal(over), Decimal(amount))]


@pytest.mark.parametrize(
    ("before", "first", "amount"),
    [
        ("19899.9", "100.0", "394.00"),
        ("19900.0", "100.0", "394.00"),
        ("19900.1", "99.9", "393.83"),
        ("20000.0", "0.0", "228.00"),
        ("25000.0", "0.0", "228.00"),
    ],
)
def test_what_was_driven_before_counts_first(before, first, amount):
    assert driven((DAY, "100.0"), before={2026: Decimal(before)}) == [
        (Decimal(first), KM - Decimal(first), Decimal(amount))
    ]


def test_each_year_has_its_own_kilometres_and_its_own_rate():
    eve, new_year = dt.date(2025, 12, 31), dt.date(2026, 1, 1)
    before = {2025: Decimal("20000.0")}
    assert driven((eve, "100"), (new_year, "100"), before=before) == [
        (Decimal("0.0"), KM, Decimal("223.00")),
        (KM, Decimal("0.0"), Decimal("394.00")),
    ]


def test_a_rate_that_changes_inside_a_year_counts_from_its_day():
    first, last = dt.date(2022, 4, 30), dt.date(2022, 5, 1)
    table = LimitTable.of(
        [
            Limit(RateKey.MILEAGE, kr("3.51"), dt.date(2022, 1, 1), first),
            Limit(RateKey.MILEAGE, kr("3.70"), last),
            Limit(RateKey.MILEAGE_OVER, kr("1.98"), dt.date(2022, 1, 1)),
        ]
    )
    assert [one[2] for one in driven((first, "10"), (last, "10"), table=table)] == [kr("35.10"), kr("37.00")]
    later_first = driven((last, "10"), (first, "10"), before={2022: Decimal(19990)}, table=table)
    assert later_first == [
        (Decimal("0.0"), Decimal(10), kr("19.80")),
        (Decimal(10), Decimal(0), kr("35.10")),
    ]


def test_a_day_without_a_rate_pays_nothing_and_says_so():
    [part] = reckon([Driven(dt.date(2019, 1, 1), KM)], GUIDE_TABLE, {})
    assert (part.rate_first, part.rate_over, part.amount) == (None, None, kr(0))


def test_every_trip_is_rounded_once():
    parts = reckon([Driven(DAY, Decimal("0.9"))] * 3, GUIDE_TABLE, {})
    assert [one.amount for one in parts] == [kr("3.55")] * 3
    assert (total(parts), total([])) == (kr("10.65"), kr(0))
    both = reckon([Driven(DAY, Decimal("1.0"))], GUIDE_TABLE, {2026: Decimal("19999.9")})
    assert both[0].amount == kr("2.45")
