"""The cluster's own people are paid for work they have a contract for, never for coming to its meetings."""

from collections.abc import Iterator

from expenses.enums import Outcome
from expenses.policy.facts import OWN_PEOPLE, Claim, Relation
from expenses.policy.finding import Finding, finding
from expenses.policy.headings import NO_COMPENSATION

RULE = "member_compensation"
WHO = {
    Relation.MEMBER: "Et medlem",
    Relation.COORDINATOR: "Koordinatoren",
    Relation.BOARD: "Et medlem af bestyrelsen",
}


def find(claim: Claim, limits: object) -> Iterator[Finding]:
    payee = claim.payee
    if claim.is_fee and payee and payee.relation in OWN_PEOPLE and not payee.contract:
        yield finding(
            RULE,
            Outcome.STOP,
            NO_COMPENSATION,
            f"{WHO[payee.relation]} kan kun få honorar efter en kontrakt med klyngen. Lav kontrakten først. At "
            "komme til møderne betales ikke, heller ikke som erstatning for tabt arbejdstid.",
            facts=(("Modtager", payee.name), ("Kontrakt", "nej")),
            field="payee",
        )
