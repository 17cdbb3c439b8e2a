"""The amounts of the guide, each with the days it is in force."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from expenses.enums import CostCategory, RateKey

LIMITED: dict[CostCategory, RateKey] = {
    CostCategory.LUNCH: RateKey.LUNCH,
    CostCategory.DINNER: RateKey.DINNER,
    CostCategory.ROOM: RateKey.ROOM,
    CostCategory.ACCOMMODATION: RateKey.ACCOMMODATION,
    CostCategory.CONFERENCE_PACKAGE: RateKey.ACCOMMODATION,
}
"""Which amount limits which category."""


@dataclass(frozen=True, slots=True)
class Limit:
    """`valid_to` is the last day in force, None while no end is set. `amount` is DKK excl. VAT."""

    key: RateKey
    amount: Decimal
    valid_from: dt.date
    valid_to: dt.date | None = None

    def is_in_force(self, day: dt.date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Limits:
    """The amounts in force on one day."""

    rows: tuple[Limit, ...]

    def amount(self, key: RateKey) -> Decimal | None:
        """None where the guide sets no amount on the day."""
        return next((row.amount for row in self.rows if row.key == key), None)


@dataclass(frozen=True, slots=True)
class LimitTable:
    rows: tuple[Limit, ...]

    @classmethod
    def of(cls, rows: Iterable[Limit]) -> "LimitTable":
        return cls(tuple(sorted(rows, key=lambda row: (row.key, row.valid_from))))

    def on(self, day: dt.date | None) -> Limits:
        """The rows in force on the day; a draft without a date is judged by the rows without an end."""
        if day is None:
            return Limits(tuple(row for row in self.rows if row.valid_to is None))
        return Limits(tuple(row for row in self.rows if row.is_in_force(day)))
