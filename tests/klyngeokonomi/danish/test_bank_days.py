"""Bank days against calendars that others have printed."""

from datetime import date, timedelta

import pytest

from klyngeokonomi.danish.bank_days import closed_days, easter, is_bank_day, next_bank_day


@pytest.mark.parametrize(
    "sunday",
    [
        date(1954, 4, 18),
        date(1981, 4, 19),
        date(2000, 4, 23),
        date(2008, 3, 23),
        date(2011, 4, 24),
        date(2023, 4, 9),
        date(2024, 3, 31),
        date(2025, 4, 20),
        date(2026, 4, 5),
        date(2027, 3, 28),
        date(2038, 4, 25),
        date(2049, 4, 18),
    ],
)
def test_easter(sunday: date) -> None:
    assert easter(sunday.year) == sunday


def test_the_closed_days_of_2026() -> None:
    assert sorted(closed_days(2026)) == [
        date(2026, 1, 1),
        date(2026, 4, 2),
        date(2026, 4, 3),
        date(2026, 4, 6),
        date(2026, 5, 14),
        date(2026, 5, 15),
        date(2026, 5, 25),
        date(2026, 6, 5),
        date(2026, 12, 24),
        date(2026, 12, 25),
        date(2026, 12, 26),
        date(2026, 12, 31),
    ]


def test_store_bededag_was_kept_until_2023() -> None:
    assert date(2023, 5, 5) in closed_days(2023)
    assert is_bank_day(date(2024, 4, 26))


@pytest.mark.parametrize(
    ("day", "following"),
    [
        (date(2026, 4, 1), date(2026, 4, 7)),
        (date(2026, 5, 13), date(2026, 5, 18)),
        (date(2026, 12, 23), date(2026, 12, 28)),
        (date(2026, 12, 30), date(2027, 1, 4)),
        (date(2026, 6, 4), date(2026, 6, 8)),
        (date(2026, 11, 20), date(2026, 11, 23)),
    ],
)
def test_the_next_bank_day(day: date, following: date) -> None:
    assert next_bank_day(day) == following


def test_a_bank_day_is_never_more_than_six_days_off() -> None:
    day = date(2020, 1, 1)
    while day < date(2060, 1, 1):
        gap = next_bank_day(day) - day
        assert timedelta(1) <= gap <= timedelta(6) and is_bank_day(day + gap)
        day += timedelta(1)
