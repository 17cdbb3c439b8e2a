"""A fee is held against the recommended rate of a consultant, when the hours are given.

Without hours there is nothing to divide by; that the work is shown at all is asked by fee_documentation. A speaker from
outside is paid by the talk (speaker_fee).
"""

from collections.abc import Iterator
from decimal import Decimal

from expenses.enums import Outcome, RateKey
from expenses.policy.ceiling import Ceiling, Divisor, Verdict, priced
from expenses.policy.facts import Claim, Relation
from expenses.policy.finding import Finding
from expenses.policy.headings import PURPOSE
from expenses.policy.limits import Limits
from expenses.policy.over_limit import over_limit

RULE = "fee_rate"
OUTCOMES = {Verdict.ABOVE: Outcome.REASON}
ADVICE = {
    Verdict.ABOVE: "Ret timerne, hvis de er forkerte. Ellers skriv hvorfor timen koster mere, eller søg om mindre."
}


def ceilings(claim: Claim, limits: Limits) -> Iterator[Ceiling]:
    if claim.payee and claim.payee.relation is Relation.SPEAKER:
        return
    limit = limits.amount(RateKey.CONSULTANT_HOUR)
    lines = priced(claim.fee_lines)
    if lines and limit is not None and claim.hours is not None and claim.hours > 0:
        yield Ceiling(
            what="Honoraret",
            key=RateKey.CONSULTANT_HOUR,
            limit=limit,
            lines=lines,
            divisors=(_hours(claim.hours),),
            heading=PURPOSE,
            verb="er",
            measure="den vejledende takst",
            is_fee=True,
        )


def find(claim: Claim, limits: Limits) -> Iterator[Finding]:
    for ceiling in ceilings(claim, limits):
        if found := over_limit(RULE, ceiling, OUTCOMES, ADVICE):
            yield found


def _hours(hours: Decimal) -> Divisor:
    return Divisor(hours, "time" if hours == 1 else "timer")
