"""The same file on another live voucher, of any cluster.

The finding goes to the member too, so it says that, never where: the other voucher may be a stranger's.
Papers that are the same for many vouchers by nature, as a programme, are no sign of double payment.
"""

from collections.abc import Iterator

from expenses.enums import Outcome, PaperKind
from expenses.policy.facts import Claim
from expenses.policy.finding import Finding, finding
from expenses.policy.headings import PUBLIC_FUNDS

RULE = "duplicate_file"
SHARED_BY_NATURE = (PaperKind.PROGRAMME,)


def find(claim: Claim, limits: object) -> Iterator[Finding]:
    used = [paper for paper in claim.papers if paper.used_elsewhere and paper.kind not in SHARED_BY_NATURE]
    if used:
        yield finding(
            RULE,
            Outcome.STOP,
            PUBLIC_FUNDS,
            "Den samme fil ligger allerede på et andet bilag. Et køb kan kun betales én gang: fjern filen, "
            "eller spørg PLO's klyngesekretariat, hvis du mener, det er rigtigt.",
            facts=tuple(("Papir", paper.kind.label) for paper in used),
            field="papers",
        )
