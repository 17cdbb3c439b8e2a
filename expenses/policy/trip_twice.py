"""A trip is paid once. The same way on the same day may be two trips: a reason is asked for."""

from collections.abc import Iterator

from expenses.enums import Outcome
from expenses.policy.facts import Claim
from expenses.policy.finding import Finding, finding
from expenses.policy.headings import TRANSPORT

RULE = "trip_twice"


def find(claim: Claim, limits: object) -> Iterator[Finding]:
    if not claim.same_trip:
        return
    other = f"bilag {claim.same_trip}" if claim.same_trip[:1].isdigit() else claim.same_trip
    yield finding(
        RULE,
        Outcome.REASON,
        TRANSPORT,
        f"En af turene står også på {other}: samme dag, fra og til. En tur kan kun betales én gang. Er det to ture, så "
        "skriv hvordan.",
        facts=(("Står også på", other),),
        field="trips",
    )
