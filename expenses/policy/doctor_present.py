"""Practice staff may take part, but a meeting of staff alone is not the cluster's."""

from collections.abc import Iterator

from expenses.enums import Outcome
from expenses.policy.facts import Claim, ParticipantKind, ParticipantStatus
from expenses.policy.finding import Finding, finding
from expenses.policy.headings import CATERING

RULE = "doctor_present"
PRESENT = (ParticipantStatus.ATTENDED, ParticipantStatus.ACCEPTED)
EXPECTED = (*PRESENT, ParticipantStatus.NO_SHOW)


def find(claim: Claim, limits: object) -> Iterator[Finding]:
    """Silent while the list is open and nobody is expected yet: who comes will be seen."""
    meeting = claim.meeting
    if meeting is None:
        return
    expected = [person for person in meeting.participants if person.status in EXPECTED]
    present = [person for person in expected if person.status in PRESENT]
    if (expected or meeting.closed) and not any(person.kind == ParticipantKind.DOCTOR for person in present):
        yield finding(
            RULE,
            Outcome.STOP,
            CATERING,
            "Der er ingen læge blandt deltagerne. Et møde for praksispersonale alene kan ikke betales; ret "
            "deltagerlisten, hvis en læge var med.",
            facts=(("Deltagere", str(len(present))), ("Heraf læger", "0")),
            field="meeting",
        )
