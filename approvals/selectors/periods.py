"""The periods a person most often asks about, in Danish days."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import formats, timezone

from klyngeokonomi.danish.months import first_of, last_of, month_after, month_before


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both with it."""

    label: str
    first: date
    last: date


def period_of_month(day: date | None = None) -> Period:
    """The month of the day; of today when it is left out."""
    first = first_of(day or timezone.localdate())
    label = formats.date_format(first, "F Y").lower()
    return Period(label, first, last_of(first))


def period_of_quarter(day: date) -> Period:
    first = day.replace(month=3 * ((day.month - 1) // 3) + 1, day=1)
    last = last_of(month_after(month_after(first)))
    return Period(f"{(day.month + 2) // 3}. kvartal {day.year}", first, last)


def period_of_year(year: int) -> Period:
    return Period(str(year), date(year, 1, 1), date(year, 12, 31))


def offered_periods() -> list[Period]:
    """This month, the last, this quarter, the last, this year, the last."""
    today = timezone.localdate()
    quarter = period_of_quarter(today)
    return [
        period_of_month(today),
        period_of_month(month_before(first_of(today))),
        quarter,
        period_of_quarter(quarter.first - timedelta(days=1)),
        period_of_year(today.year),
        period_of_year(today.year - 1),
    ]
