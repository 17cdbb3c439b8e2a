"""A small gift is a thank-you to somebody named, for something named, of little value, and agreed with the coordinator
first; in principle the receiver owes tax of it, and must tell SKAT themselves.

One finding for every gift: the gravest that holds, and at the least the word about the tax.
"""

from collections.abc import Iterator

from expenses.enums import CostCategory, Outcome, RateKey, VoucherKind
from expenses.policy.ceiling import Ceiling, Verdict, priced
from expenses.policy.facts import Claim, is_name
from expenses.policy.finding import Finding, finding
from expenses.policy.headings import SPEAKERS
from expenses.policy.limits import Limits
from expenses.policy.over_limit import over_limit

RULE = "gift"
OUTCOMES = {Verdict.ABOVE: Outcome.REASON}
ADVICE = {Verdict.ABOVE: "En gave skal være en mindre tak. Skriv hvorfor den er dyrere, eller søg om mindre."}


def ceilings(claim: Claim, limits: Limits) -> Iterator[Ceiling]:
    """None without a name: that stops, whatever the gift costs."""
    limit = limits.amount(RateKey.GIFT)
    is_gift = claim.kind == VoucherKind.GIFT
    lines = priced(claim.lines if is_gift else claim.lines_of(CostCategory.GIFT))
    if lines and limit is not None and is_name(_recipient(claim)):
        yield Ceiling("Gaven", RateKey.GIFT, limit, lines, divisors=(), heading=SPEAKERS)


def find(claim: Claim, limits: Limits) -> Iterator[Finding]:
    if claim.kind != VoucherKind.GIFT and not claim.has(CostCategory.GIFT):
        return
    recipient = _recipient(claim)
    if not is_name(recipient):
        yield _unnamed()
        return
    if claim.occasion is not None and not claim.occasion.strip():
        yield _no_occasion()
        return
    above = [over_limit(RULE, ceiling, OUTCOMES, ADVICE) for ceiling in ceilings(claim, limits)]
    asked = [*above, _not_agreed(claim)]
    yield next((found for found in asked if found), _tax_note(recipient))


def _recipient(claim: Claim) -> str:
    if claim.recipient is not None:
        return claim.recipient
    return claim.payee.name if claim.payee else ""


def _unnamed() -> Finding:
    return finding(
        RULE,
        Outcome.STOP,
        SPEAKERS,
        "Skriv navnet på den, der får gaven: en gave er en tak til en bestemt person.",
        field="recipient",
    )


def _no_occasion() -> Finding:
    return finding(
        RULE,
        Outcome.STOP,
        SPEAKERS,
        "Skriv anledningen: hvad gaven er tak for.",
        field="gift_occasion",
    )


def _not_agreed(claim: Claim) -> Finding | None:
    """Only where it was asked, as the occasion was."""
    if claim.occasion is None or claim.prior_agreement is True:
        return None
    sentence = {
        None: "Skriv, om gaven var aftalt med koordinatoren på forhånd; var den ikke det, så skriv hvorfor.",
        False: "Gaven var ikke aftalt med koordinatoren på forhånd. Skriv hvorfor.",
    }[claim.prior_agreement]
    return finding(RULE, Outcome.REASON, SPEAKERS, sentence, field="prior_agreement")


def _tax_note(recipient: str) -> Finding:
    return finding(
        RULE,
        Outcome.NOTE,
        SPEAKERS,
        "Gaver er i princippet skattepligtige for den, der får dem: sig til modtageren, at gaven skal oplyses til "
        "SKAT af modtageren selv. En gave må ikke være løn i form af varer.",
        facts=(("Modtager", recipient),),
        field="recipient",
    )
