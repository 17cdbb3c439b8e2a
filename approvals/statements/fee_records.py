"""What a fee statement (lønseddel) says. Amounts in DKK; days are Danish days.

The same data stands in `FeeStatement.printed`: page and PDF are made of it and of nothing else, so it copies
everything a reader needs. Only the CPR number is masked in it.
"""

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from klyngeokonomi.money import ZERO, kr


@dataclass(frozen=True, slots=True)
class Payer:
    """Who pays: the owner of the account the money came from."""

    name: str
    cvr: str


@dataclass(frozen=True, slots=True)
class Receiver:
    """`known_by` is a ReceiverKind; `identity` is shown: a masked CPR number, a CVR number, or empty."""

    name: str
    known_by: str
    identity: str


WRONG_NUMBER = "CPR-nummeret var forkert"
"""The detail of a line that takes back what was told under a wrong number; the same pay stands on another statement."""


@dataclass(frozen=True, slots=True)
class PayLine:
    """`kind` is a PayLineKind, `detail` how the amount came about (12,5 timer à 1.072,02 kr.). Ids are links."""

    kind: str
    field: int
    voucher: str
    voucher_id: int
    payment: str
    movement: str
    cluster: str
    paid_on: date
    text: str
    detail: str
    amount: Decimal
    am_contribution: Decimal = ZERO
    a_tax: Decimal = ZERO
    reverses: str = ""
    """The number of the statement whose line is taken back; empty in a line of its own."""


@dataclass(frozen=True, slots=True)
class Totals:
    """`gross` all pay that is taxed, `tax_free` mileage that is not."""

    gross: Decimal = ZERO
    tax_free: Decimal = ZERO
    am_contribution: Decimal = ZERO
    a_tax: Decimal = ZERO

    @property
    def net(self) -> Decimal:
        """What was sent to the person."""
        return self.gross + self.tax_free - self.am_contribution - self.a_tax

    def __add__(self, other: "Totals") -> "Totals":
        return Totals(
            self.gross + other.gross,
            self.tax_free + other.tax_free,
            self.am_contribution + other.am_contribution,
            self.a_tax + other.a_tax,
        )


@dataclass(frozen=True, slots=True)
class Reported:
    """What is told to Skat: eIndkomst's field, its Danish name, and the amount."""

    field: int
    label: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Printed:
    """`kind` is a StatementKind; `corrects` the number of the statement before in a correction.

    `year` is everything issued to the person for the calendar year of `month`, this statement counted.
    """

    number: str
    kind: str
    month: date
    issued_on: date
    payer: Payer
    receiver: Receiver
    lines: tuple[PayLine, ...]
    totals: Totals
    year: Totals
    reported: tuple[Reported, ...]
    corrects: str = ""

    def as_json(self) -> dict[str, Any]:
        """Plain data: days as ISO dates, amounts as decimal text."""
        return json.loads(json.dumps(dataclasses.asdict(self), default=str))

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the data, hexadecimal."""
        text = json.dumps(self.as_json(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def read_printed(data: dict[str, Any]) -> Printed:
    """The same again from `as_json`. Raises KeyError, TypeError or ValueError for data of another shape."""
    return Printed(
        **{
            **data,
            "month": date.fromisoformat(data["month"]),
            "issued_on": date.fromisoformat(data["issued_on"]),
            "payer": Payer(**data["payer"]),
            "receiver": Receiver(**data["receiver"]),
            "lines": tuple(_line(one) for one in data["lines"]),
            "totals": Totals(**{name: kr(amount) for name, amount in data["totals"].items()}),
            "year": Totals(**{name: kr(amount) for name, amount in data["year"].items()}),
            "reported": tuple(Reported(**{**one, "amount": kr(one["amount"])}) for one in data["reported"]),
        }
    )


def _line(data: dict[str, Any]) -> PayLine:
    amounts = {name: kr(data[name]) for name in ("amount", "am_contribution", "a_tax")}
    return PayLine(**{**data, **amounts, "paid_on": date.fromisoformat(data["paid_on"])})
