"""A residential meeting is paid because it spans at least two days; one day with a bed is an ordinary meeting."""

from collections.abc import Iterator

from expenses.enums import Outcome
from expenses.policy.facts import Claim, MeetingKind
from expenses.policy.finding import Finding, finding
from expenses.policy.headings import RESIDENTIAL

RULE = "residential_length"
DAYS = 2
"""Calendar days, the first and the last among them."""


def find(claim: Claim, limits: object) -> Iterator[Finding]:
    meeting = claim.meeting
    if meeting is None or meeting.kind != MeetingKind.RESIDENTIAL or meeting.days >= DAYS:
        return
    yield finding(
        RULE,
        Outcome.STOP,
        RESIDENTIAL,
        "Mødet står som internat, men varer kun 1 dag. Et internat skal vare mindst 2 dage: ret mødets dage, "
        "eller ret det til et almindeligt møde.",
        arithmetic=f"{meeting.days} dag < {DAYS} dage",
        facts=(("Fra", f"{meeting.start:%d.%m.%Y}"), ("Til", f"{meeting.last_day:%d.%m.%Y}")),
        field="meeting",
    )
