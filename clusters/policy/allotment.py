"""What the region is to pay a cluster: its clinics' patients on the register day, times the year's rate (ADR 0031)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from clusters.enums import ClinicNote
from klyngeokonomi.money import ZERO, kr

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def register_day(year: int) -> date:
    """The register must be right by the end of January (domain.md §1.5)."""
    return date(year, 1, 31)


def payment_day(year: int) -> date:
    """The region pays on 1 March."""
    return date(year, 3, 1)


def payment_year(payment: str, booked_on: date) -> int:
    """The year a payment is for: the one its name tells ("2026", "2026 rest"), else the year it was booked in."""
    found = _YEAR.search(payment)
    return int(found[0]) if found else booked_on.year


@dataclass(frozen=True, slots=True)
class ClinicFacts:
    """A clinic of the cluster on a register day. `number`: its provider numbers that day, "" when it had none.
    `patients`: its latest count of the year up to that day, None when there is none."""

    clinic: int
    name: str
    number: str
    patients: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """One clinic's part. `before` is last year's count, None when it was not of the cluster or had no count."""

    clinic: int
    name: str
    number: str
    note: str
    patients: int
    before: int | None
    amount: Decimal

    @property
    def label(self) -> str:
        return ClinicNote(self.note).label

    @property
    def change(self) -> int:
        return self.patients - (self.before or 0)

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "amount": str(self.amount)}


def line_of(kept: Mapping[str, Any]) -> Line:
    """The line that as_json gave."""
    return Line(**{**kept, "amount": kr(kept["amount"])})


@dataclass(frozen=True, slots=True)
class Computed:
    """`amount` DKK: each clinic's part rounded to the øre, then added. So the lines always add up to the total."""

    rate: Decimal
    lines: tuple[Line, ...]

    @property
    def patients(self) -> int:
        return sum(line.patients for line in self.lines)

    @property
    def amount(self) -> Decimal:
        return sum((line.amount for line in self.lines), ZERO)

    @property
    def missing(self) -> int:
        """Clinics that ought to count and do not."""
        return sum(line.note in (ClinicNote.NO_COUNT, ClinicNote.NO_NUMBER) for line in self.lines)


def compute(now: Iterable[ClinicFacts], before: Iterable[ClinicFacts], rate: Decimal) -> Computed:
    """`now` and `before` are the cluster's clinics on this and last year's register day."""
    earlier = {one.clinic: one for one in before if one.number}
    here = list(now)
    lines = [_line(one, earlier.get(one.clinic), rate) for one in here]
    gone = earlier.keys() - {one.clinic for one in here}
    lines += [
        Line(one.clinic, one.name, one.number, ClinicNote.LEFT, 0, one.patients, ZERO)
        for pk, one in earlier.items()
        if pk in gone
    ]
    return Computed(rate, tuple(sorted(lines, key=lambda line: (line.name, line.clinic))))


def _line(one: ClinicFacts, was: ClinicFacts | None, rate: Decimal) -> Line:
    before = was.patients if was else None
    patients = one.patients if one.number and one.patients is not None else 0
    return Line(
        one.clinic, one.name, one.number, _note(one, was), patients, before, kr(rate * Decimal(patients))
    )


def _note(one: ClinicFacts, was: ClinicFacts | None) -> ClinicNote:
    if not one.number:
        return ClinicNote.NO_NUMBER
    if one.patients is None:
        return ClinicNote.NO_COUNT
    if was is None:
        return ClinicNote.JOINED
    return ClinicNote.SAME if was.patients == one.patients else ClinicNote.CHANGED
