"""The amounts of the guide, each with the days it is in force."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from expenses.enums import RATE_UNIT, CostCategory, RateKey, TermKey
from expenses.policy.headings import HEADINGS, GuideHeading

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

    @property
    def unit(self) -> str:
        """`pr. person`, `pr. mødedag` …"""
        return RATE_UNIT[self.key].label

    def is_in_force(self, day: dt.date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Term:
    """A word that is looked for in what the member wrote, and what is said when it is found.

    `anchor` is the heading of the guide it comes from; `advice` a Danish sentence, or part of one.
    """

    key: TermKey
    word: str
    anchor: str
    valid_from: dt.date
    valid_to: dt.date | None = None
    advice: str = ""

    def is_in_force(self, day: dt.date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of the guide with its text, and the days it is in force."""

    heading: GuideHeading
    valid_from: dt.date
    valid_to: dt.date | None = None

    def is_in_force(self, day: dt.date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Limits:
    """The amounts, words and headings in force on one day."""

    rows: tuple[Limit, ...]
    terms: tuple[Term, ...] = ()
    headings: tuple[GuideHeading, ...] = HEADINGS

    def words(self, key: TermKey) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if term.key == key)

    def heading(self, slug: str) -> GuideHeading | None:
        """As the guide of the day has it, or None where it has no such heading."""
        return next((heading for heading in self.headings if heading.slug == slug), None)

    def amount(self, key: RateKey) -> Decimal | None:
        """None where the guide sets no amount on the day."""
        return next((row.amount for row in self.rows if row.key == key), None)


Dated = Limit | Term | Section


@dataclass(frozen=True, slots=True)
class LimitTable:
    """Everything dated that a claim is judged by. Without sections the headings are those of headings.py."""

    rows: tuple[Limit, ...]
    terms: tuple[Term, ...] = ()
    sections: tuple[Section, ...] = ()

    @classmethod
    def of(
        cls, rows: Iterable[Limit], terms: Iterable[Term] = (), sections: Iterable[Section] = ()
    ) -> "LimitTable":
        by_key = tuple(sorted(rows, key=lambda row: (row.key, row.valid_from)))
        by_word = tuple(sorted(terms, key=lambda term: (term.key, term.word, term.valid_from)))
        return cls(by_key, by_word, tuple(sections))

    def on(self, day: dt.date | None) -> Limits:
        """What is in force on the day; a draft without a date is judged by what has no end."""

        def holds(row: Dated) -> bool:
            return row.valid_to is None if day is None else row.is_in_force(day)

        headings = tuple(section.heading for section in self.sections if holds(section))
        return Limits(
            tuple(row for row in self.rows if holds(row)),
            tuple(term for term in self.terms if holds(term)),
            headings or HEADINGS,
        )
