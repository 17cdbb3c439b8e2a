"""A night with food, or a conference package, has a highest price per head per 24 hours, excl. VAT."""

from collections.abc import Iterator

from expenses.enums import CostCategory, Outcome, RateKey
from expenses.policy.ceiling import Ceiling, Divisor, Verdict, estimate_of, priced
from expenses.policy.facts import Claim
from expenses.policy.finding import Finding
from expenses.policy.limits import Limits
from expenses.policy.over_limit import over_limit

RULE = "accommodation_ceiling"
CATEGORIES = (CostCategory.ACCOMMODATION, CostCategory.CONFERENCE_PACKAGE)
OUTCOMES = {Verdict.ABOVE: Outcome.REASON}
ADVICE = {
    Verdict.ABOVE: "Skriv hvorfor opholdet måtte koste mere, eller søg kun om det, der er inden for rammen."
}


def ceilings(claim: Claim, limits: Limits) -> Iterator[Ceiling]:
    """Stay and package are one amount: together they are the night with its food."""
    limit = limits.amount(RateKey.ACCOMMODATION)
    lines = priced(claim.lines_of(*CATEGORIES))
    if lines and limit is not None and claim.meeting and claim.heads:
        divisors = (Divisor(claim.heads, ""), Divisor(claim.meeting.nights, "døgn"))
        yield Ceiling("Opholdet", RateKey.ACCOMMODATION, limit, lines, divisors, estimate_of(claim))


def find(claim: Claim, limits: Limits) -> Iterator[Finding]:
    for ceiling in ceilings(claim, limits):
        if found := over_limit(RULE, ceiling, OUTCOMES, ADVICE):
            yield found
