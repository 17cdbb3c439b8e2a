"""Taxa, train, bus and bridge are paid by the bill, when the coordinator agreed beforehand."""

from collections.abc import Iterator

from expenses.enums import CostCategory, Outcome
from expenses.policy.facts import Claim
from expenses.policy.finding import Finding, finding
from expenses.policy.headings import TRANSPORT

RULE = "transport_agreement"
SENTENCES = {
    None: "Skriv, om transporten var aftalt med koordinatoren på forhånd; var den ikke det, så skriv hvorfor.",
    False: "Transporten var ikke aftalt med koordinatoren på forhånd. Skriv hvorfor.",
}
ANSWERS = {None: "ikke oplyst", False: "nej"}


def find(claim: Claim, limits: object) -> Iterator[Finding]:
    agreed = claim.prior_agreement
    if claim.has(CostCategory.TRANSPORT) and agreed is not True:
        yield finding(
            RULE,
            Outcome.REASON,
            TRANSPORT,
            SENTENCES[agreed],
            facts=(("Aftalt med koordinatoren", ANSWERS[agreed]),),
            field="prior_agreement",
        )
