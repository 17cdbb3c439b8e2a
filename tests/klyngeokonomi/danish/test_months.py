"""Months across years and in leap years."""

from datetime import date

import pytest

from klyngeokonomi.danish.months import first_of, last_of, month_after, month_before


@pytest.mark.parametrize(
    ("day", "before", "first", "last", "after"),
    [
        ("2026-01-31", "2025-12-01", "2026-01-01", "2026-01-31", "2026-02-01"),
        ("2026-12-01", "2026-11-01", "2026-12-01", "2026-12-31", "2027-01-01"),
        ("2028-02-29", "2028-01-01", "2028-02-01", "2028-02-29", "2028-03-01"),
        ("2027-03-30", "2027-02-01", "2027-03-01", "2027-03-31", "2027-04-01"),
    ],
)
def test_each_day_knows_its_month_and_its_neighbours(day, before, first, last, after):
    given = date.fromisoformat(day)
    found = month_before(given), first_of(given), last_of(given), month_after(given)
    assert [str(one) for one in found] == [before, first, last, after]
