"""A voucher belongs to a meeting as far as possible; where it does not, the member says why."""

from collections.abc import Iterator

from expenses.enums import Outcome
from expenses.policy.facts import Claim
from expenses.policy.finding import Finding, finding
from expenses.policy.headings import USE

RULE = "meeting_missing"


def find(claim: Claim, limits: object) -> Iterator[Finding]:
    if claim.meeting is None and not claim.reason.strip():
        yield finding(
            RULE,
            Outcome.REASON,
            USE,
            "Vælg det møde, bilaget hører til, eller skriv, hvorfor det ikke hører til et møde.",
            field="meeting",
        )
