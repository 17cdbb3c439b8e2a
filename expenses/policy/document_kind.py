"""Only a receipt or an invoice shows what was bought; other papers may lie beside it.

Fees, mileage and gifts are no purchases at a counter: what they need is said by their own rules.
"""

from collections.abc import Iterator

from expenses.enums import Outcome, PaperKind, VoucherKind
from expenses.policy.facts import Claim
from expenses.policy.finding import Finding, finding
from expenses.policy.headings import PUBLIC_FUNDS

RULE = "document_kind"
VALID = (PaperKind.RECEIPT, PaperKind.INVOICE)
PURCHASES = (VoucherKind.OUTLAY, VoucherKind.INVOICE, VoucherKind.CARD)


def find(claim: Claim, limits: object) -> Iterator[Finding]:
    if claim.kind not in PURCHASES or any(paper.kind in VALID for paper in claim.papers):
        return
    sentence = "Læg kvitteringen eller fakturaen ved: den skal vise, hvad der er købt, hvornår og hos hvem."
    if claim.papers:
        sentence += (
            " En ordrebekræftelse, en proformafaktura eller en kvittering fra kortterminalen er ikke nok."
        )
    yield finding(
        RULE,
        Outcome.STOP,
        PUBLIC_FUNDS,
        sentence,
        facts=tuple(("Papir", paper.kind.label) for paper in claim.papers),
        field="papers",
    )
