"""More than the account has left cannot be reserved: it stops who endorses, and is worth knowing before."""

from collections.abc import Iterator

from expenses.enums import Outcome
from expenses.policy.facts import Claim
from expenses.policy.finding import Finding, finding
from expenses.policy.headings import PURPOSE
from klyngeokonomi.money import ZERO, format_kr

RULE = "insufficient_funds"


def find(claim: Claim, limits: object) -> Iterator[Finding]:
    available, gross = claim.available, claim.gross
    if available is None or gross <= max(available, ZERO):
        return
    lacking = format_kr(gross - available)
    yield finding(
        RULE,
        Outcome.STOP if claim.is_endorsing else Outcome.NOTE,
        PURPOSE,
        f"Der er {format_kr(available)} til rådighed på kontoen, så der mangler {lacking} Vent, til der er penge nok, "
        "eller ring til PLO's klyngesekretariat."
        if claim.is_endorsing
        else f"Der er {format_kr(available)} til rådighed på kontoen, så der mangler {lacking} Bilaget kan sendes, "
        "men ikke godkendes, før der er penge nok.",
        arithmetic=f"{format_kr(gross)} > {format_kr(available)} til rådighed",
        facts=(("Beløb", format_kr(gross)), ("Til rådighed", format_kr(available))),
        field="gross",
    )
