"""Pay for work is asked for without an invoice, so the hours or the contract must lie beside it.

A contract in the cluster's register is signed and uploaded there, and need not be uploaded again. Nor need hours that
are written day by day on the request."""

from collections.abc import Iterator

from expenses.enums import Outcome, PaperKind
from expenses.policy.facts import Claim
from expenses.policy.finding import Finding, finding
from expenses.policy.headings import PURPOSE

RULE = "fee_documentation"
SHOWS_THE_WORK = (PaperKind.CONTRACT, PaperKind.TIMESHEET)


def find(claim: Claim, limits: object) -> Iterator[Finding]:
    if not claim.is_fee or any(paper.kind in SHOWS_THE_WORK for paper in claim.papers):
        return
    if claim.hours_listed or (claim.payee and claim.payee.registered):
        return
    yield finding(
        RULE,
        Outcome.STOP,
        PURPOSE,
        "Læg et timeregnskab eller en kontrakt ved: honoraret skal passe til den tid, der er brugt.",
        facts=tuple(("Papir", paper.kind.label) for paper in claim.papers),
        field="papers",
    )
