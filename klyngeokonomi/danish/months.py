"""Calendar months, named by their first day."""

from calendar import monthrange
from datetime import date, timedelta

NAMES = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)


def first_of(day: date) -> date:
    return day.replace(day=1)


def last_of(month: date) -> date:
    """The last day of the month that `month` is in."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def month_before(day: date) -> date:
    """The first day of the month before the one that `day` is in."""
    return first_of(first_of(day) - timedelta(days=1))


def month_after(day: date) -> date:
    """The first day of the month after the one that `day` is in."""
    return last_of(day) + timedelta(days=1)


def month_in_words(day: date) -> str:
    """oktober 2026"""
    return f"{NAMES[day.month - 1]} {day.year}"
