"""The same purchase on two vouchers, each with a picture of its own: the file tells nothing, the figures do.

Only within the cluster, whose members see each other's sent vouchers, so the other one is named. It may be right, as
two rides of one day are: a reason is asked for, and who decides has both before them.
"""

from collections.abc import Iterator

from expenses.enums import Outcome
from expenses.policy.facts import Claim
from expenses.policy.finding import Finding, finding
from expenses.policy.headings import PUBLIC_FUNDS

RULE = "similar_voucher"


def find(claim: Claim, limits: object) -> Iterator[Finding]:
    if claim.similar:
        yield finding(
            RULE,
            Outcome.REASON,
            PUBLIC_FUNDS,
            f"Bilag {claim.similar} i klyngen har samme leverandør og beløb, og samme fakturanummer eller dag. "
            "Et køb kan kun betales én gang. Er det to køb, så skriv hvordan.",
            facts=(("Ligner", f"Bilag {claim.similar}"),),
        )
