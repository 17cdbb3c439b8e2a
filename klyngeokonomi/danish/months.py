"""Calendar months, named by their first day."""

from calendar import monthrange
from datetime import date, timedelta


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
