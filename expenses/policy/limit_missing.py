"""A limited category on a day without a limit: nobody can say whether it is within, so it is asked."""

from collections.abc import Iterator

from expenses.enums import Outcome
from expenses.policy.facts import Claim
from expenses.policy.finding import Finding, finding
from expenses.policy.headings import FRAMES
from expenses.policy.limits import LIMITED, Limits

RULE = "limit_missing"


def find(claim: Claim, limits: Limits) -> Iterator[Finding]:
    for key in sorted({LIMITED[line.category] for line in claim.lines if line.category in LIMITED}):
        if limits.amount(key) is None:
            day = f" den {claim.event_date:%d.%m.%Y}" if claim.event_date else ""
            yield finding(
                RULE,
                Outcome.REASON,
                FRAMES,
                f"Der er ingen beløbsramme for {key.label.lower()}{day}. Tjek datoen. Er den rigtig, så "
                "skriv, hvad der er købt: PLO's klyngesekretariat afgør det.",
                field="voucher_date",
            )
