"""What a rule has to say of a claim."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from expenses.enums import Outcome
from expenses.policy.headings import GuideHeading


@dataclass(frozen=True, slots=True)
class Finding:
    """Complete in itself, so that a decision can keep it and still show it when rule and guide have changed.

    `sentence` is plain Danish and says what to do; `arithmetic` the sum written out; `facts` what was used,
    as pairs of label and value; `field` the field of the form it speaks of (empty: the claim as a whole).
    """

    rule: str
    outcome: Outcome
    heading: str
    anchor: str
    guide: str
    sentence: str
    arithmetic: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    field: str = ""

    def as_dict(self) -> dict[str, Any]:
        """JSON to freeze or to print."""
        return {
            "rule": self.rule,
            "outcome": self.outcome.value,
            "heading": self.heading,
            "anchor": self.anchor,
            "guide": self.guide,
            "sentence": self.sentence,
            "arithmetic": self.arithmetic,
            "facts": [list(pair) for pair in self.facts],
            "field": self.field,
        }

    def under(self, heading: GuideHeading | None) -> "Finding":
        """The same finding with the heading as the guide of the day words it; None leaves it as it is."""
        return self if heading is None else replace(self, heading=heading.title, guide=heading.guide)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Finding":
        """The finding as it was frozen. Raises KeyError or ValueError for what never was one."""
        facts = tuple((label, value) for label, value in data["facts"])
        return cls(**{**data, "outcome": Outcome(data["outcome"]), "facts": facts})


def finding(
    rule: str,
    outcome: Outcome,
    heading: GuideHeading,
    sentence: str,
    *,
    arithmetic: str = "",
    facts: Iterable[tuple[str, str]] = (),
    field: str = "",
) -> Finding:
    return Finding(
        rule=rule,
        outcome=outcome,
        heading=heading.title,
        anchor=heading.slug,
        guide=heading.guide,
        sentence=sentence,
        arithmetic=arithmetic,
        facts=tuple(facts),
        field=field,
    )


def stops(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(found for found in findings if found.outcome is Outcome.STOP)


def asking_reason(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(found for found in findings if found.outcome is Outcome.REASON)
