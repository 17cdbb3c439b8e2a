"""What a contract commits the cluster to in some days: spread evenly by day, rounded once."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from klyngeokonomi.money import kr

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pay:
    """DKK. Agreed from `first` to `last`, both included; `ends` is its last day in fact, which may be earlier.

    A fixed sum is for all the days agreed; the hours are for each calendar year.
    """

    first: dt.date
    last: dt.date
    ends: dt.date
    fixed_sum: Decimal | None = None
    hours: Decimal | None = None
    hourly_rate: Decimal | None = None


def committed(pay: Pay, first: dt.date, last: dt.date) -> Decimal:
    """DKK for those of the days, both included, that the contract lasts."""
    begin, end = max(first, pay.first), min(last, pay.ends)
    if end < begin:
        return kr(0)
    if pay.fixed_sum is not None:
        share = Fraction(_days(begin, end), _days(pay.first, pay.last)) * Fraction(pay.fixed_sum)
    else:
        a_year = Fraction(pay.hours or 0) * Fraction(pay.hourly_rate or 0)
        share = a_year * sum((_part_of_year(year, begin, end) for year in _years(begin, end)), Fraction(0))
    return kr(Decimal(share.numerator) / Decimal(share.denominator))


def _days(first: dt.date, last: dt.date) -> int:
    return (last - first).days + 1


def _years(first: dt.date, last: dt.date) -> range:
    return range(first.year, last.year + 1)


def _part_of_year(year: int, first: dt.date, last: dt.date) -> Fraction:
    begins, ends = dt.date(year, 1, 1), dt.date(year, 12, 31)
    return Fraction(_days(max(first, begins), min(last, ends)), _days(begins, ends))
