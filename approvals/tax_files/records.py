"""What is told to Skat of a month: who was paid, and how much by eIndkomst's fields. Amounts in DKK."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from klyngeokonomi.money import ZERO

FIELDS = {
    13: "A-indkomst med AM-bidrag",
    14: "A-indkomst uden AM-bidrag",
    15: "Indeholdt A-skat",
    16: "Indeholdt AM-bidrag",
    36: "B-indkomst med AM-bidrag",
    38: "B-indkomst uden AM-bidrag",
    48: "Skattefri kørsel",
}
"""The fields of eIndkomst that pay for work can stand in, with their words (domain.md §5.2)."""

Amounts = Mapping[int, Decimal]
"""By field; one that is left out is nil. Below nil in what takes back."""


@dataclass(frozen=True, slots=True)
class ReceiverLine:
    """`number` is ten digits (CPR, or made up for who has none) or eight (CVR). The address is for who has no CPR."""

    number: str
    name: str
    amounts: Amounts = field(default_factory=dict)
    street: str = ""
    postcode: str = ""
    town: str = ""


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """`month` is its first day; `payer` the CVR number of who pays."""

    payer: str
    month: date
    lines: tuple[ReceiverLine, ...]


def added(several: Iterable[Amounts]) -> dict[int, Decimal]:
    """The sum by field; what comes to nil is left out."""
    found = dict.fromkeys(FIELDS, ZERO)
    for amounts in several:
        for number, amount in amounts.items():
            found[number] += amount
    return {number: amount for number, amount in found.items() if amount}


def below_nil(year: Amounts) -> list[int]:
    """The fields Skat would not take: no correction may make a year's total negative (domain.md §5.3)."""
    return [number for number, amount in year.items() if amount < ZERO]


def made_up_number(born: date, serial: int) -> str:
    """For a person without a CPR number: 6 is added to the first digit of the day of birth, so that it is nobody's.

    `serial` tells two with one birthday apart; the same person keeps theirs from month to month.
    """
    return f"{born.day + 60:02}{born:%m%y}{serial % 10_000:04}"
