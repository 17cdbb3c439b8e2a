"""Food and nights are paid because the meeting is professional; the programme shows that it is."""

from collections.abc import Iterator

from expenses.enums import NEEDS_LIST, Outcome, PaperKind
from expenses.policy.facts import Claim, MeetingKind
from expenses.policy.finding import Finding, finding
from expenses.policy.headings import CATERING, RESIDENTIAL

RULE = "professional_purpose"


def find(claim: Claim, limits: object) -> Iterator[Finding]:
    residential = claim.meeting is not None and claim.meeting.kind == MeetingKind.RESIDENTIAL
    if not (residential or claim.has(*NEEDS_LIST)) or _has_programme(claim):
        return
    yield finding(
        RULE,
        Outcome.REASON,
        RESIDENTIAL if residential else CATERING,
        "Der er intet fagligt program. Skriv det på mødet eller læg det ved som papir; ellers skriv, hvad "
        "det faglige indhold var.",
        field="meeting",
    )


def _has_programme(claim: Claim) -> bool:
    on_meeting = claim.meeting is not None and claim.meeting.programme
    return on_meeting or any(paper.kind is PaperKind.PROGRAMME for paper in claim.papers)
