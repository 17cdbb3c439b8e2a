"""The days on which Danish banks move money: not on weekends, nor on the days they are closed.

Banks are also closed on 5 June, 24 and 31 December and the Friday after Ascension Day. Store bededag was one of
them until 2023, the last year it was kept.
"""

from datetime import date, timedelta
from functools import cache

SATURDAY = 5
LAST_PRAYER_DAY = 2023
FROM_EASTER = (-3, -2, 1, 39, 40, 50)
"""Maundy Thursday, Good Friday, Easter Monday, Ascension Day and the Friday after it, Whit Monday."""
PRAYER_DAY = 26
FIXED = ((1, 1), (6, 5), (12, 24), (12, 25), (12, 26), (12, 31))


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the anonymous algorithm of 1876)."""
    golden, century, rest = year % 19, year // 100, year % 100
    correction = century - century // 4 - (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + correction + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


@cache
def closed_days(year: int) -> frozenset[date]:
    """The days of the year, weekends apart, on which the banks are closed."""
    sunday = easter(year)
    moved = [*FROM_EASTER, *([PRAYER_DAY] if year <= LAST_PRAYER_DAY else [])]
    return frozenset(
        [date(year, month, day) for month, day in FIXED] + [sunday + timedelta(days) for days in moved]
    )


def is_bank_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in closed_days(day.year)


def next_bank_day(day: date) -> date:
    """The first bank day after this day."""
    day += timedelta(1)
    while not is_bank_day(day):
        day += timedelta(1)
    return day
