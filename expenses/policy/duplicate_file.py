"""The same file on another live voucher, of any cluster.

The finding goes to the member too, so it says that, never where: the other voucher may be a stranger's.
Papers that are the same for many vouchers by nature, as a programme or a contract, are no sign of double payment.
"""

from collections.abc import Iterator

from expenses.enums import Outcome, PaperKind
from expenses.policy.facts import Claim, PaperFacts
from expenses.policy.finding import Finding, finding
from expenses.policy.headings import PUBLIC_FUNDS

RULE = "duplicate_file"
SHARED_BY_NATURE = (PaperKind.PROGRAMME, PaperKind.CONTRACT, PaperKind.PRICE_EVIDENCE)


def find(claim: Claim, limits: object) -> Iterator[Finding]:
    used = [paper for paper in claim.papers if paper.used_elsewhere and paper.kind not in SHARED_BY_NATURE]
    if used:
        yield finding(
            RULE,
            Outcome.STOP,
            PUBLIC_FUNDS,
            "Den samme fil ligger allerede på et andet bilag. Et køb kan kun betales én gang: fjern filen, eller "
            f"spørg PLO's klyngesekretariat{_marks(used)}, hvis du mener, det er rigtigt.",
            facts=tuple(("Papir", paper.kind.label) for paper in used),
            field="papers",
        )


def _marks(papers: list[PaperFacts]) -> str:
    """What lets the secretariat find the other voucher, for the member to pass on."""
    marks = " og ".join(paper.mark for paper in papers if paper.mark)
    return f" og nævn filmærke {marks}" if marks else ""
