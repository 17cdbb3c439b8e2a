"""One comparison of a net amount with a limit times a number of units, exact to the øre.

Nothing is divided to judge: the sum is compared with limit × units. Division is for the eye alone, and where
the rounded figure would hide that the limit is passed, the sums are shown instead.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import IntEnum

from expenses.enums import RATE_UNIT, RateKey
from expenses.policy.facts import Claim, LineFacts
from expenses.policy.headings import FRAMES, GuideHeading
from klyngeokonomi.money import LARGEST, ORE, ZERO, format_kr, kr

FAR = Decimal("1.5")
"""What is above the limit times this is far above it."""


class Verdict(IntEnum):
    """Ordered: the higher, the graver. FAR_ABOVE is more than half above the limit."""

    WITHIN = 0
    ABOVE = 1
    FAR_ABOVE = 2


@dataclass(frozen=True, slots=True)
class Divisor:
    """`count` is a Decimal where parts of a unit count, as half hours do."""

    count: int | Decimal
    text: str
    """Danish unit shown after the count, or empty where the sentence has named it."""

    def __str__(self) -> str:
        """`7,5 timer`, whether given as 7.5 or 7.50."""
        shown = f"{Decimal(self.count):f}"
        if "." in shown:
            shown = shown.rstrip("0").rstrip(".").replace(".", ",")
        return f"{shown} {self.text}".rstrip()


@dataclass(frozen=True, slots=True)
class Ceiling:
    """`what` and `verb` begin the Danish sentence: "Middagen" "koster" …; `measure` is what the limit is called.

    Without divisors the amount as a whole is compared.
    """

    what: str
    key: RateKey
    limit: Decimal
    lines: tuple[LineFacts, ...]
    divisors: tuple[Divisor, ...]
    estimate: str = ""
    """A sentence that says why a count is not final, or empty."""
    heading: GuideHeading = FRAMES
    verb: str = "koster"
    measure: str = "rammen"
    far_is_graver: bool = False
    """Whether more than half above the limit gets another answer than a little above it."""
    is_fee: bool = False
    """Pay for work seldom has VAT: where it has none, none is spoken of."""

    @property
    def each(self) -> str:
        return RATE_UNIT[self.key].label

    @property
    def gross(self) -> Decimal:
        return sum((line.gross or ZERO for line in self.lines), ZERO)

    @property
    def net_low(self) -> Decimal:
        return sum((line.net_at_full_vat for line in self.lines), ZERO)

    @property
    def net_high(self) -> Decimal:
        return sum((line.net_at_no_vat for line in self.lines), ZERO)

    @property
    def is_vat_known(self) -> bool:
        return all(line.vat is not None for line in self.lines)

    @property
    def has_no_vat(self) -> bool:
        return self.is_fee and self.gross == self.net_low

    @property
    def units(self) -> int | Decimal:
        product: int | Decimal = 1
        for divisor in self.divisors:
            product *= divisor.count
        return product

    @property
    def allowed(self) -> Decimal:
        return self.limit * self.units

    @property
    def highest(self) -> Decimal:
        """The highest amount in whole øre that is within: `allowed` without its parts of an øre."""
        return in_whole_ore(self.allowed)

    def verdict(self, net: Decimal) -> Verdict:
        if net <= self.allowed:
            return Verdict.WITHIN
        far = self.far_is_graver and net > self.allowed * FAR
        return Verdict.FAR_ABOVE if far else Verdict.ABOVE

    @property
    def certain(self) -> Verdict:
        """What holds whatever the VAT turns out to be."""
        return self.verdict(self.net_low)

    @property
    def hangs_on_vat(self) -> bool:
        return self.verdict(self.net_low) != self.verdict(self.net_high)

    def per_unit(self, net: Decimal) -> Decimal:
        """For the eye; a sliver of a unit does not make a figure longer than an amount can be."""
        return kr(min(net / self.units, LARGEST))

    def arithmetic(self, net: Decimal) -> str:
        """`14.000,00 kr. inkl. moms → 11.200,00 kr. ekskl. moms ÷ 14 = 800,00 kr. ≤ 800,00 kr.`"""
        start = format_kr(self.gross)
        if not self.has_no_vat:
            start += f" inkl. moms → {format_kr(net)} ekskl. moms"
        verdict = self.verdict(net)
        if verdict is Verdict.FAR_ABOVE:
            return start + self._far(net)
        within = verdict is Verdict.WITHIN
        sign = "≤" if within else ">"
        if not self.divisors:
            return f"{start} {sign} {format_kr(self.limit)}"
        shown = self.per_unit(net)
        if not within and shown <= self.limit:
            times = " × ".join(str(divisor) for divisor in self.divisors)
            equals = "=" if self.highest == self.allowed else "≈"
            return f"{start} > {times} × {format_kr(self.limit)} {equals} {format_kr(self.highest)}"
        parts = "".join(f" ÷ {divisor}" for divisor in self.divisors)
        equals = "=" if shown * self.units == net else "≈"
        return f"{start}{parts} {equals} {format_kr(shown)} {sign} {format_kr(self.limit)}"

    def _far(self, net: Decimal) -> str:
        """The sum goes on to one and a half times the limit, since that is what was passed."""
        shown, half_above = self.per_unit(net), self.limit * FAR
        if shown <= half_above:
            times = "".join(f"{divisor} × " for divisor in self.divisors)
            return f" > {times}1,5 × {format_kr(self.limit)} {_equals(self.allowed * FAR)}"
        parts = "".join(f" ÷ {divisor}" for divisor in self.divisors)
        given = "=" if shown * self.units == net else "≈"
        return f"{parts} {given} {format_kr(shown)} > 1,5 × {format_kr(self.limit)} {_equals(half_above)}"

    def facts(self) -> tuple[tuple[str, str], ...]:
        vat = format_kr(self.gross - self.net_high)
        return (
            ("Beløb" if self.has_no_vat else "Beløb inkl. moms", format_kr(self.gross)),
            ("Moms", vat if self.is_vat_known else "ikke oplyst"),
            *(("Antal", str(divisor)) for divisor in self.divisors),
            ("Ramme ekskl. moms", f"{format_kr(self.limit)} {self.each}"),
        )

    def says(self, net: Decimal) -> str:
        """`Middagen koster 810,00 kr. pr. person uden moms, og rammen er 800,00 kr.`, full stop included."""
        shown = self.per_unit(net)
        cost = f"lidt mere end {format_kr(self.limit)}" if shown <= self.limit else format_kr(shown)
        each = f" {self.each}" if self.divisors else ""
        limit = format_kr(self.limit)
        return f"{self.what} {self.verb} {cost}{each} uden moms, og {self.measure} er {limit}"


def in_whole_ore(amount: Decimal) -> Decimal:
    """Without its parts of an øre."""
    return max(ZERO, kr(min(amount, LARGEST) - ORE / 2))


def _equals(amount: Decimal) -> str:
    whole = in_whole_ore(amount)
    return f"{'=' if whole == amount else '≈'} {format_kr(whole)}"


def priced(lines: Iterable[LineFacts]) -> tuple[LineFacts, ...]:
    """The lines that have an amount yet; VAT that cannot be right counts as not given."""
    return tuple(
        replace(line, vat=None) if line.is_vat_impossible else line
        for line in lines
        if line.gross is not None
    )


def estimate_of(claim: Claim) -> str:
    """Why the number of heads is not final, or empty."""
    if claim.meeting is None or claim.meeting.closed:
        return ""
    people = "1 person" if claim.heads == 1 else f"{claim.heads} personer"
    return f"Tallet er et skøn, til deltagerlisten er lukket: der regnes med {people}, som har svaret ja."
