"""One card may pay so much in a calendar month, VAT included. A surcharge for using it is part of the price."""

from collections.abc import Iterator

from expenses.enums import Outcome, RateKey, VoucherKind
from expenses.policy.facts import Claim
from expenses.policy.finding import Finding, finding
from expenses.policy.headings import CARD
from expenses.policy.limits import Limits
from klyngeokonomi.money import ZERO, format_kr

RULE = "card_month"


def find(claim: Claim, limits: Limits) -> Iterator[Finding]:
    limit = limits.amount(RateKey.CARD_MONTH)
    if claim.kind != VoucherKind.CARD or limit is None:
        return
    before = claim.card.month_total_before if claim.card else ZERO
    total = before + claim.gross
    if total <= limit:
        return
    yield finding(
        RULE,
        Outcome.STOP,
        CARD,
        f"Med dette køb har kortet betalt {format_kr(total)} i måneden, og det må højst betale {format_kr(limit)} "
        "Bed om en faktura for det, der er over.",
        arithmetic=f"{format_kr(before)} + {format_kr(claim.gross)} = {format_kr(total)} > {format_kr(limit)}",
        facts=(
            ("Betalt før i måneden", format_kr(before)),
            ("Dette køb", format_kr(claim.gross)),
            ("Ramme inkl. moms", f"{format_kr(limit)} pr. måned"),
        ),
        field="gross",
    )
