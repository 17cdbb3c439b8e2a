"""The card is its holder's alone. Where nobody said whose it was, nothing is found."""

from collections.abc import Iterator

from expenses.enums import Outcome, VoucherKind
from expenses.policy.facts import Claim
from expenses.policy.finding import Finding, finding
from expenses.policy.headings import CARD

RULE = "card_personal"


def find(claim: Claim, limits: object) -> Iterator[Finding]:
    if claim.kind != VoucherKind.CARD or claim.card is None or claim.card.holder_is_claimant:
        return
    yield finding(
        RULE,
        Outcome.STOP,
        CARD,
        "Kortet er personligt og skal bruges af den, det tilhører, som også selv sender bilaget. Har en anden brugt "
        "det, så ring til PLO's klyngesekretariat.",
        facts=(("Kortet tilhører", "en anden end den, der sender bilaget"),),
        field="card",
    )
