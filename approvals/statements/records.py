"""What a statement of account consists of. Amounts in DKK; days are Danish days."""

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from klyngeokonomi.money import ZERO


class DoesNotAddUp(Exception):
    """The figures contradict each other, and no paper is made of them. `str(error)` is a Danish sentence."""


@dataclass(frozen=True, slots=True)
class Balance:
    """Where the cluster's money stands at one moment; `paid` counts since the product began."""

    available: Decimal = ZERO
    reserved: Decimal = ZERO
    paid: Decimal = ZERO

    @property
    def booked(self) -> Decimal:
        """What PLO holds for the cluster."""
        return self.available + self.reserved

    def __add__(self, other: "Balance") -> "Balance":
        return Balance(
            self.available + other.available, self.reserved + other.reserved, self.paid + other.paid
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """One movement: what it did to each bucket (`change`, signed), and how the account stood afterwards."""

    number: int
    day: date
    kind: str
    text: str
    change: Balance
    after: Balance
    voucher_id: int | None = None


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """As read: `opening` is the kept balance before the first day. `opening_booked_on` is the day the balance from
    before the product was booked; None when it is not there.
    """

    cluster: str
    number: str
    first: date
    last: date
    known: bool
    opening: Balance
    entries: tuple[Entry, ...]
    opening_booked_on: date | None = None
    drawn_on: date | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Proven: opening and entries give closing. `known` is False until the opening balance is confirmed; then no
    balance is a fact, and only the entries are shown. `drawn_on` is set while the period still runs.
    """

    cluster: str
    number: str
    first: date
    last: date
    known: bool
    opening: Balance
    closing: Balance
    entries: tuple[Entry, ...]
    notes: tuple[str, ...]
    drawn_on: date | None

    @property
    def into(self) -> Decimal:
        """What came into the account from outside."""
        return sum((one.change.booked for one in self.entries if one.change.booked > 0), ZERO)

    @property
    def out(self) -> Decimal:
        """What left it, as an amount above nil."""
        return -sum((one.change.booked for one in self.entries if one.change.booked < 0), ZERO)


def fingerprint(record: Any) -> str:
    """SHA-256 of the figures themselves: the same figures, the same paper."""
    told = json.dumps(dataclasses.asdict(record), default=str, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()
