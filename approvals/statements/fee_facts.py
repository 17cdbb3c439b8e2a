"""What fee statements are composed from: payments of pay, lines told already, and what each person was told before.

A person's `key` is the fingerprint of the CPR number, the same for one person who is several payees, else the payee.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from approvals.enums import PayLineKind
from approvals.statements.fee_records import PayLine, Receiver, Totals
from klyngeokonomi.money import ZERO

KINDS = {
    (False, "a"): PayLineKind.FEE_A,
    (False, "b"): PayLineKind.FEE_B,
    (True, "a"): PayLineKind.MILEAGE_FREE,
    (True, "b"): PayLineKind.MILEAGE_TAXED,
}
"""By whether it is mileage, and the income kind that the secretariat decided (domain.md §5.2)."""


@dataclass(frozen=True, slots=True)
class Links:
    """Rows a line hangs on, by key. `reverses` is the line that is taken back; `telling` counts how often the payment
    has been told, this time counted.
    """

    payment: int
    movement: int
    voucher: int
    cluster: int
    reverses: int | None = None
    telling: int = 1


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment that the bank has made and no line tells of. `receiver` is None while tax cannot know who it is.

    `payee` is whom the person is told as, one for all that are the same person. `income_kind` is "" while nobody has
    decided. `movement_amount` is what the cluster's account was charged. `is_of_two` when the number is another's too.
    """

    key: str
    payee: int
    receiver: Receiver | None
    name: str
    links: Links
    is_mileage: bool
    income_kind: str
    voucher: str
    payment: str
    movement: str
    cluster: str
    paid_on: date
    text: str
    detail: str
    amount: Decimal
    withheld: Decimal
    movement_amount: Decimal
    am_contribution: Decimal = ZERO
    a_tax: Decimal = ZERO
    is_of_two: bool = False

    @property
    def kind(self) -> PayLineKind | None:
        return KINDS.get((self.is_mileage, self.income_kind))


@dataclass(frozen=True, slots=True)
class Told:
    """A line that stands no more: the bank sent its payment back, or its statement is recalled. As it was printed.

    `is_recalled` when the money stays where it went, and only the number was wrong.
    """

    key: str
    payee: int
    receiver: Receiver
    month: date
    statement: str
    links: Links
    line: PayLine
    is_recalled: bool = False


@dataclass(frozen=True, slots=True)
class Before:
    """The newest statement of a person for a month."""

    pk: int
    number: str
    sequence: int


@dataclass(frozen=True, slots=True)
class FeeFacts:
    """`before` is by person and month, `year` what was issued by person and calendar year."""

    paid: tuple[Paid, ...] = ()
    taken_back: tuple[Told, ...] = ()
    before: dict[tuple[str, date], Before] = field(default_factory=dict)
    year: dict[tuple[str, int], Totals] = field(default_factory=dict)
