"""Hardware only for the cluster's own work; what it is for is written by whoever bought it, every time."""

from collections.abc import Iterator

from expenses.enums import CostCategory, Outcome
from expenses.policy.facts import Claim
from expenses.policy.finding import Finding, finding
from expenses.policy.headings import HARDWARE

RULE = "hardware_purpose"


def find(claim: Claim, limits: object) -> Iterator[Finding]:
    if claim.has(CostCategory.HARDWARE):
        yield finding(
            RULE,
            Outcome.REASON,
            HARDWARE,
            "IT-udstyr betales kun til klyngens arbejde, for eksempel en bærbar computer til koordinatoren eller "
            "en projektor til møderne. Skriv, hvad det er, og hvad det skal bruges til.",
            field="reason",
        )
