"""What a contract commits to, to the øre, at the edges of its days."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusters.policy.commitment import DAY, Pay, committed

FIRST, LAST = dt.date(2026, 1, 1), dt.date(2026, 12, 31)


def fixed(amount: str, first=FIRST, last=LAST, ends=None) -> Pay:
    return Pay(first, last, ends or last, fixed_sum=Decimal(amount))


def hourly(hours: str, rate: str, first=FIRST, last=LAST, ends=None) -> Pay:
    return Pay(first, last, ends or last, hours=Decimal(hours), hourly_rate=Decimal(rate))


@pytest.mark.parametrize(
    ("pay", "first", "last", "expected"),
    [
        (fixed("36500.00"), FIRST, LAST, "36500.00"),
        (fixed("36500.00"), dt.date(2026, 5, 1), dt.date(2026, 5, 31), "3100.00"),
        (fixed("36500.00"), LAST, LAST, "100.00"),
        (fixed("36500.00"), LAST + DAY, LAST + 30 * DAY, "0.00"),
        (fixed("36500.00"), FIRST - 30 * DAY, FIRST, "100.00"),
        (fixed("100.00", ends=dt.date(2026, 1, 1)), FIRST, LAST, "0.27"),
        (fixed("1.00", last=dt.date(2026, 1, 8)), FIRST, FIRST, "0.13"),
        (hourly("120", "1072.02"), FIRST, LAST, "128642.40"),
        (hourly("120", "1072.02"), FIRST, FIRST, "352.44"),
        (hourly("37.50", "500.00"), dt.date(2026, 12, 1), LAST, "1592.47"),
        (
            hourly("366", "10.00", first=dt.date(2024, 1, 1)),
            dt.date(2024, 2, 29),
            dt.date(2024, 2, 29),
            "10.00",
        ),
        (
            hourly("365", "10.00", last=dt.date(2027, 6, 30)),
            dt.date(2026, 12, 31),
            dt.date(2027, 1, 1),
            "20.00",
        ),
        (hourly("365", "10.00", ends=dt.date(2025, 12, 31)), FIRST, LAST, "0.00"),
    ],
)
def test_days_are_counted_and_rounded_once(pay, first, last, expected):
    assert committed(pay, first, last) == Decimal(expected)


@given(st.integers(0, 364), st.integers(0, 364), st.decimals("0.01", 999999, places=2))
def test_two_parts_make_the_whole_but_for_the_rounding(first, length, amount):
    pay = fixed(str(amount))
    cut = FIRST + first * DAY
    parts = committed(pay, FIRST, cut) + committed(pay, cut + DAY, LAST)
    assert abs(parts - amount) <= Decimal("0.01")
    assert committed(pay, cut, cut + length * DAY) <= amount
