"""The room has a highest price per meeting day, excl. VAT."""

from collections.abc import Iterator

from expenses.enums import CostCategory, Outcome, RateKey
from expenses.policy.ceiling import Ceiling, Divisor, Verdict, priced
from expenses.policy.facts import Claim
from expenses.policy.finding import Finding
from expenses.policy.limits import Limits
from expenses.policy.over_limit import over_limit

RULE = "room_ceiling"
OUTCOMES = {Verdict.ABOVE: Outcome.REASON}
ADVICE = {
    Verdict.ABOVE: "Skriv hvorfor lokalet måtte koste mere, eller søg kun om det, der er inden for rammen."
}


def ceilings(claim: Claim, limits: Limits) -> Iterator[Ceiling]:
    limit = limits.amount(RateKey.ROOM)
    lines = priced(claim.lines_of(CostCategory.ROOM))
    if lines and limit is not None:
        days = claim.meeting.days if claim.meeting else 1
        divisors = (Divisor(days, "dage" if days > 1 else "dag"),)
        yield Ceiling("Lokalet", RateKey.ROOM, limit, lines, divisors)


def find(claim: Claim, limits: Limits) -> Iterator[Finding]:
    for ceiling in ceilings(claim, limits):
        if found := over_limit(RULE, ceiling, OUTCOMES, ADVICE):
            yield found
