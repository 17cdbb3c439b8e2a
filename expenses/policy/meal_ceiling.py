"""Lunch and dinner have a highest price per head, drinks included, excl. VAT.

Heads are those who came or stayed away unannounced, by name; whoever declined in time is no head. More than
half above the limit is no longer a matter of reasons: the guide calls it improper, so it stops.
"""

from collections.abc import Iterator

from expenses.enums import CostCategory, Outcome
from expenses.policy.ceiling import Ceiling, Divisor, Verdict, estimate_of, priced
from expenses.policy.facts import Claim, LineFacts
from expenses.policy.finding import Finding
from expenses.policy.limits import LIMITED, Limits
from expenses.policy.over_limit import over_limit

RULE = "meal_ceiling"
WORDS = {CostCategory.LUNCH: "Frokosten", CostCategory.DINNER: "Middagen"}
OUTCOMES = {Verdict.ABOVE: Outcome.REASON, Verdict.FAR_ABOVE: Outcome.STOP}
ADVICE = {
    Verdict.ABOVE: "Skriv hvorfor prisen er højere, eller søg kun om det, der er inden for rammen.",
    Verdict.FAR_ABOVE: "Det er mere end halvdelen over og kan ikke betales. Søg kun om det, der er inden "
    "for rammen; resten betaler deltagerne selv.",
}


def ceilings(claim: Claim, limits: Limits) -> Iterator[Ceiling]:
    """One for each meal of the claim that has an amount, a limit, and someone who ate."""
    for meal, what in WORDS.items():
        limit = limits.amount(LIMITED[meal])
        lines = _lines(claim, meal)
        if lines and limit is not None and claim.heads:
            yield Ceiling(
                what=what,
                key=LIMITED[meal],
                limit=limit,
                lines=lines,
                divisors=(Divisor(claim.heads, ""),),
                estimate=estimate_of(claim),
                far_is_graver=True,
            )


def find(claim: Claim, limits: Limits) -> Iterator[Finding]:
    for ceiling in ceilings(claim, limits):
        if found := over_limit(RULE, ceiling, OUTCOMES, ADVICE):
            yield found


def _lines(claim: Claim, meal: CostCategory) -> tuple[LineFacts, ...]:
    """The meal's own lines, and the drinks: with the dinner when there is one, else with the lunch."""
    lines = priced(claim.lines_of(meal))
    takes_drinks = meal is CostCategory.DINNER or not claim.has(CostCategory.DINNER)
    return lines + priced(claim.lines_of(CostCategory.DRINKS)) if lines and takes_drinks else lines
