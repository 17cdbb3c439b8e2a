"""A residential meeting is paid because it spans at least two days; one day with a bed is an ordinary meeting.

Days are those of the calendar: what ends after midnight has touched the next one.
"""

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
    if meeting is None or meeting.kind != MeetingKind.RESIDENTIAL:
        return
    days = (meeting.end.date() - meeting.start.date()).days + 1
    if days >= DAYS:
        return
    yield finding(
        RULE,
        Outcome.STOP,
        RESIDENTIAL,
        "Mødet står som internat, men varer kun 1 dag. Et internat skal vare mindst 2 dage: ret mødets dage, "
        "eller ret det til et almindeligt møde.",
        arithmetic=f"{days} dag < {DAYS} dage",
        facts=(("Fra", f"{meeting.start:%d.%m.%Y}"), ("Til", f"{meeting.end:%d.%m.%Y}")),
        field="meeting",
    )
