"""The guide as it stands on a day, for its page."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from expenses.models import Answer
from expenses.policy.headings import GuideHeading
from expenses.policy.limits import Limit, Section, Term
from expenses.selectors.limits import limit_table


@dataclass(frozen=True, slots=True)
class ShownSection:
    """`since` and `until` are said of a section that is not in force on the day."""

    heading: GuideHeading
    answers: tuple[Answer, ...]
    since: dt.date
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class GuideOnDay:
    """`others` are sections not in force on the day: links of earlier decisions lead to them.

    `guides` are the dated guides that the sections in force come from, in their order on the page.
    """

    day: dt.date
    amounts: tuple[Limit, ...]
    terms: tuple[Term, ...]
    sections: tuple[ShownSection, ...]
    others: tuple[ShownSection, ...]
    guides: tuple[str, ...]
    answers: tuple[Answer, ...]

    def texts(self) -> list[str]:
        """Every text that can be searched."""
        said = [f"{one.heading.title} {one.heading.says}" for one in self.sections]
        return said + [f"{one.question} {one.answer}" for one in self.answers]

    def titles(self) -> dict[str, str]:
        return {one.heading.slug: one.heading.title for one in (*self.sections, *self.others)}


def guide_on(day: dt.date) -> GuideOnDay:
    """Two queries."""
    table = limit_table()
    answers = tuple(Answer.objects.published().order_by("-published_at"))
    under = defaultdict(list)
    for answer in answers:
        under[answer.section].append(answer)
    chosen = _nearest(table.sections, day)
    shown = [(one, _shown(one, tuple(under[one.heading.slug]))) for one in chosen]
    in_force = tuple(section for one, section in shown if one.is_in_force(day))
    on_day = table.on(day)
    return GuideOnDay(
        day=day,
        amounts=on_day.rows,
        terms=on_day.terms,
        sections=in_force,
        others=tuple(section for one, section in shown if not one.is_in_force(day)),
        guides=tuple(dict.fromkeys(one.heading.guide for one in in_force)),
        answers=answers,
    )


def _nearest(sections: tuple[Section, ...], day: dt.date) -> list[Section]:
    """One for each heading, in their order: in force on the day, else the last before it, else the first after."""
    by_slug: dict[str, list[Section]] = defaultdict(list)
    for section in sections:
        by_slug[section.heading.slug].append(section)
    nearest = []
    for rows in by_slug.values():
        begun = [one for one in rows if one.valid_from <= day]
        nearest.append(max(begun, key=_begins) if begun else min(rows, key=_begins))
    return [one for one in sections if one in nearest]


def _begins(section: Section) -> dt.date:
    return section.valid_from


def _shown(section: Section, answers: tuple[Answer, ...]) -> ShownSection:
    return ShownSection(section.heading, answers, section.valid_from, section.valid_to)
