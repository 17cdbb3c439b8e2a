"""The same purchase on two vouchers, each with a picture of its own: the figures tell, or the eye.

Of its own cluster's vouchers, which its members see, the other one is named; another cluster's never is. It may be
right, as two rides of one day are: a reason is asked for, and who decides has both before them.
"""

from collections.abc import Iterator

from expenses.enums import Outcome
from expenses.policy.facts import Claim
from expenses.policy.finding import Finding, finding
from expenses.policy.headings import PUBLIC_FUNDS

RULE = "duplicate_claim"
ASK = "Et køb kan kun betales én gang. Er det to køb, så skriv hvordan."


def find(claim: Claim, limits: object) -> Iterator[Finding]:
    """One finding for one other voucher, whether figures, picture or both gave it away."""
    if claim.similar:
        yield _found(
            claim.similar,
            f"Bilag {claim.similar} i klyngen har samme leverandør og fakturanummer, eller samme beløb og dag. ",
        )
    if claim.lookalike and claim.lookalike != claim.similar:
        other = claim.lookalike
        which = f"Bilag {other}" if other[:1].isdigit() else other[:1].upper() + other[1:]
        yield _found(other, f"{which} har et billede, der ligner et af dette bilags. ")


def _found(other: str, why: str) -> Finding:
    number = f"Bilag {other}" if other[:1].isdigit() else other
    return finding(RULE, Outcome.REASON, PUBLIC_FUNDS, why + ASK, facts=(("Ligner", number),))
