"""What was stated, as whoever checks the claim reads it."""

from expenses.enums import CostCategory
from expenses.models import Voucher
from expenses.policy.facts import Claim, Relation
from expenses.selectors.fee_words import fee_words
from expenses.selectors.mileage_words import mileage_words
from klyngeokonomi.money import format_kr

UNKNOWN = "ikke oplyst"


def stated_words(voucher: Voucher, claim: Claim) -> list[tuple[str, str]]:
    """Pairs of label and value, only of what the claim makes a question of; `claim` is how it was judged."""
    rows = fee_words(voucher) + mileage_words(voucher)
    if claim.has(CostCategory.TRANSPORT) or claim.occasion is not None:
        rows.append(("Aftalt på forhånd", _agreed(claim)))
    if claim.recipient is not None:
        rows.append(("Gaven er til", claim.recipient or UNKNOWN))
    if claim.occasion is not None:
        rows.append(("Anledning", claim.occasion or UNKNOWN))
    if claim.card is not None:
        holder = {None: UNKNOWN, True: "lyder på indsenderen", False: "lyder på en anden"}
        rows.append(("Klyngens kort", holder[voucher.card_holder_is_claimant]))
        rows.append(("Kortet brugt før i måneden", format_kr(claim.card.month_total_before)))
    return rows


def _agreed(claim: Claim) -> str:
    if claim.payee is not None and claim.payee.relation is Relation.COORDINATOR:
        return "indsenderen er selv koordinator"
    return {None: UNKNOWN, True: "ja, siger indsenderen", False: "nej"}[claim.prior_agreement]
