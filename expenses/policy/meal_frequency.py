"""Food at every turn is as improper as food that is too dear: how often is shown beside what others do."""

from collections.abc import Iterator
from decimal import Decimal

from expenses.enums import CATERING as FOOD
from expenses.enums import Outcome
from expenses.policy.facts import Claim
from expenses.policy.finding import Finding, finding
from expenses.policy.headings import CATERING

RULE = "meal_frequency"
TIMES = Decimal("1.5")
MORE = 2
"""Clearly more often is half as often again, and at least two meetings more: both, or small numbers would shout."""


def find(claim: Claim, limits: object) -> Iterator[Finding]:
    habit = claim.habit
    if habit is None or not claim.has(*FOOD):
        return
    if not _clearly_more(habit.own, habit.national_median):
        return
    if habit.before is not None and not _clearly_more(habit.own, Decimal(habit.before)):
        return
    median = f"{habit.national_median:.1f}".replace(".", ",").removesuffix(",0")
    yield finding(
        RULE,
        Outcome.NOTE,
        CATERING,
        f"Klyngen har fået mad betalt til {habit.own} møder på et år, hvor andre klynger typisk har fået det til "
        f"{median}. Tænk over, om det er for tit.",
        arithmetic=f"{habit.own} møder mod {median}"
        + ("" if habit.before is None else f", og {habit.before} året før"),
        facts=(("Klyngens møder med mad", str(habit.own)), ("Midterste af alle klynger", median)),
    )


def _clearly_more(own: int, usual: Decimal) -> bool:
    return own >= TIMES * usual and own - usual >= MORE
