"""What driving in one's own car is worth: each trip by the state's rate of its own day.

The first 20,000 km that a person drives for PLO in a calendar year have the high rate, the rest the low one; PLO pays
for all clusters, so a person's kilometres count across them.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from expenses.enums import RateKey
from expenses.policy.limits import LimitTable
from klyngeokonomi.money import ZERO, kr

BREAK = Decimal("20000.0")
"""Kilometres a year at the high rate (Skatterådets satser)."""
NO_KM = Decimal("0.0")


@dataclass(frozen=True, slots=True)
class Driven:
    day: dt.date
    km: Decimal


@dataclass(frozen=True, slots=True)
class Part:
    """What one trip comes to: `km_first` of its kilometres at `rate_first`, the others at `rate_over`; DKK.

    Both rates are None, and the amount 0, on a day without a rate.
    """

    km: Decimal
    km_first: Decimal
    rate_first: Decimal | None
    rate_over: Decimal | None
    amount: Decimal

    @property
    def km_over(self) -> Decimal:
        return self.km - self.km_first


def reckon(trips: Sequence[Driven], table: LimitTable, before: Mapping[int, Decimal]) -> list[Part]:
    """In the order given; the break is met in the order of the days. The amount is rounded once for each trip.

    `before` are the kilometres that other claims have used of the high rate, by calendar year.
    """
    used = dict(before)
    parts: dict[int, Part] = {}
    for place in sorted(range(len(trips)), key=lambda place: (trips[place].day, place)):
        trip = trips[place]
        left = max(BREAK - used.get(trip.day.year, NO_KM), NO_KM)
        first = min(trip.km, left)
        used[trip.day.year] = used.get(trip.day.year, NO_KM) + first
        limits = table.on(trip.day)
        parts[place] = _part(
            trip.km, first, limits.amount(RateKey.MILEAGE), limits.amount(RateKey.MILEAGE_OVER)
        )
    return [parts[place] for place in range(len(trips))]


def total(parts: Iterable[Part]) -> Decimal:
    return sum((one.amount for one in parts), ZERO)


def _part(km: Decimal, first: Decimal, high: Decimal | None, low: Decimal | None) -> Part:
    if high is None or low is None:
        return Part(km, first, None, None, ZERO)
    return Part(km, first, high, low, kr(first * high + (km - first) * low))
