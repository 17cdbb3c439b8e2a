"""A cluster's annual accounts: carried over, income, costs by category, carried on; and the drawing of the costs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from approvals.statements.compose import NOT_KNOWN
from approvals.statements.records import Balance, DoesNotAddUp
from klyngeokonomi.money import ZERO, format_kr


@dataclass(frozen=True, slots=True)
class Income:
    """What came to, or left, the account without a voucher; DKK, signed."""

    day: date
    kind: str
    text: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class VoucherRow:
    """`amount`: what the voucher took of the available money in the year; below nil when an earlier year's was given
    back. `paid_on` is empty while it is not paid out.
    """

    number: str
    day: date | None
    supplier: str
    categories: str
    amount: Decimal
    paid_on: date | None
    voucher_id: int


@dataclass(frozen=True, slots=True)
class YearFacts:
    """One calendar year as read. `costs` by category label; `fees` is what of them is fees; all in DKK."""

    cluster: str
    number: str
    year: int
    known: bool
    opening: Balance
    closing: Balance
    income: tuple[Income, ...]
    costs: tuple[tuple[str, Decimal], ...]
    fees: Decimal
    vouchers: tuple[VoucherRow, ...]
    drawn_on: date | None = None

    @property
    def income_total(self) -> Decimal:
        return sum((one.amount for one in self.income), ZERO)

    @property
    def cost_total(self) -> Decimal:
        return sum((amount for _, amount in self.costs), ZERO)

    @property
    def spent(self) -> Decimal:
        """The costs as they are written in a result: below nil."""
        return -self.cost_total

    @property
    def unpaid(self) -> Decimal:
        """What is endorsed and not paid out at the end of the year: what the cluster owes."""
        return self.closing.reserved


@dataclass(frozen=True, slots=True)
class CostRow:
    """`amount` and `before` are what was spent, this year and the last; `spent` as written in a result: below nil."""

    label: str
    amount: Decimal
    before: Decimal

    @property
    def spent(self) -> Decimal:
        return -self.amount

    @property
    def spent_before(self) -> Decimal:
        return -self.before


@dataclass(frozen=True, slots=True)
class AnnualAccounts:
    """Proven: carried over + income - costs = carried on, for the year and for the one before it."""

    this: YearFacts
    before: YearFacts
    costs: tuple[CostRow, ...]
    notes: tuple[str, ...]


def compose_accounts(this: YearFacts, before: YearFacts) -> AnnualAccounts:
    """Raises DoesNotAddUp when a year contradicts itself, or does not begin where the one before it ended."""
    for year in (this, before):
        _prove(year)
    if before.closing != this.opening:
        raise DoesNotAddUp(
            f"{this.cluster}: {this.year} begynder ikke, hvor {before.year} slutter. Papiret dannes ikke."
        )
    now, then = dict(this.costs), dict(before.costs)
    labels = sorted({*now, *then}, key=lambda label: (-now.get(label, ZERO), label))
    rows = tuple(CostRow(label, now.get(label, ZERO), then.get(label, ZERO)) for label in labels)
    notes = [] if this.known else [NOT_KNOWN]
    if this.drawn_on:
        notes.append(f"Foreløbigt: året løber stadig. Opgjort {this.drawn_on:%d.%m.%Y}.")
    return AnnualAccounts(this, before, rows, tuple(notes))


def _prove(facts: YearFacts) -> None:
    ends = facts.opening.available + facts.income_total - facts.cost_total
    listed = sum((one.amount for one in facts.vouchers), ZERO)
    if ends != facts.closing.available or listed != facts.cost_total:
        raise DoesNotAddUp(
            f"{facts.cluster}: i {facts.year} giver overført, indtægter og udgifter {format_kr(ends)} til rådighed, "
            f"hvor kontoen siger {format_kr(facts.closing.available)}. Bilagene giver {format_kr(listed)} af udgifter "
            f"på {format_kr(facts.cost_total)}. Papiret dannes ikke, før det er rettet."
        )


WIDTH, ROW, LEFT = 640, 30, 230


@dataclass(frozen=True, slots=True)
class Bar:
    """One category, in the drawing's own units; `before` is last year's length, `end` where the amount is told."""

    label: str
    y: int
    length: int
    before: int
    end: int
    told: str


@dataclass(frozen=True, slots=True)
class Drawing:
    width: int
    height: int
    left: int
    bars: tuple[Bar, ...]
    description: str


def draw_costs(rows: Iterable[CostRow], year: int) -> Drawing | None:
    """A bar for each category, last year's outlined below it; None when nothing was spent."""
    drawn = [one for one in rows if one.amount > 0 or one.before > 0]
    longest = max((max(one.amount, one.before) for one in drawn), default=ZERO)
    if not longest:
        return None

    def length(amount: Decimal) -> int:
        return int(max(amount, ZERO) * (WIDTH - LEFT - 110) / longest)

    bars = tuple(
        Bar(
            label=one.label,
            y=place * ROW + 4,
            length=length(one.amount),
            before=length(one.before),
            end=LEFT + 8 + length(max(one.amount, one.before)),
            told=format_kr(one.amount),
        )
        for place, one in enumerate(drawn)
    )
    told = ", ".join(f"{one.label.lower()} {format_kr(one.amount)}" for one in drawn[:6])
    return Drawing(WIDTH, len(bars) * ROW + 8, LEFT, bars, f"Udgifter i {year}: {told}.")
