"""A speaker from outside has a usual highest fee, or a price that papers show to be the normal one.

The cluster's own people and practice staff are no speakers from outside, whatever their line is called. Where they
are only repaid what they laid out, the speaker is another.
"""

from collections.abc import Iterator

from expenses.enums import CostCategory, Outcome, PaperKind, RateKey, VoucherKind
from expenses.policy.ceiling import Ceiling, Verdict, priced
from expenses.policy.facts import OWN_PEOPLE, Claim, LineFacts, Relation
from expenses.policy.finding import Finding
from expenses.policy.headings import SPEAKERS
from expenses.policy.limits import Limits
from expenses.policy.over_limit import over_limit

RULE = "speaker_fee"
FROM_INSIDE = (*OWN_PEOPLE, Relation.STAFF)
REPAID = (VoucherKind.OUTLAY, VoucherKind.CARD)
ASK = "Læg et papir ved, der viser, at prisen er normal, eller skriv hvorfor den er rimelig."
SHOWN = "Der ligger dokumentation for prisen ved: se efter, at den viser, at prisen er normal."


def ceilings(claim: Claim, limits: Limits) -> Iterator[Ceiling]:
    limit = limits.amount(RateKey.SPEAKER)
    lines = priced(_lines(claim))
    if lines and limit is not None:
        yield Ceiling(
            what="Honoraret til oplægsholderen",
            key=RateKey.SPEAKER,
            limit=limit,
            lines=lines,
            divisors=(),
            heading=SPEAKERS,
            verb="er",
            is_fee=True,
        )


def find(claim: Claim, limits: Limits) -> Iterator[Finding]:
    is_shown = any(paper.kind is PaperKind.PRICE_EVIDENCE for paper in claim.papers)
    outcomes = {Verdict.ABOVE: Outcome.NOTE if is_shown else Outcome.REASON}
    advice = {Verdict.ABOVE: SHOWN if is_shown else ASK}
    for ceiling in ceilings(claim, limits):
        if found := over_limit(RULE, ceiling, outcomes, advice):
            yield found


def _lines(claim: Claim) -> tuple[LineFacts, ...]:
    """Pay of any kind where the payee is a speaker, else the lines that say so themselves."""
    relation = claim.payee.relation if claim.payee else None
    if relation in FROM_INSIDE and claim.kind not in REPAID:
        return ()
    if relation == Relation.SPEAKER and claim.kind == VoucherKind.FEE:
        return claim.fee_lines
    if relation == Relation.SPEAKER:
        return claim.lines_of(CostCategory.SPEAKER, CostCategory.FEE)
    return claim.lines_of(CostCategory.SPEAKER)
