"""Call a meeting off, and tell those who are asked."""

from typing import TYPE_CHECKING

from django.db import transaction

from klyngeokonomi.audit.record import record
from klyngeokonomi.refused import Refused
from meetings import emails, transitions
from meetings.models import Meeting
from meetings.permissions import why_not_cancel
from meetings.selectors.invitees import to_be_told

if TYPE_CHECKING:
    from clusters.models import User


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, by: "User", reason: str) -> Meeting:
    """The meeting stays, marked as cancelled. Nobody is mailed about one that is over."""
    now = Meeting.objects.locked(meeting)
    if sentence := why_not_cancel(by, now):
        raise Refused(sentence)
    if not reason.strip():
        raise Refused("Skriv, hvorfor mødet aflyses. De inviterede får det at vide.")
    transitions.move(now, "cancel")
    record("meeting_cancelled", by=by, subject=now, cluster_id=now.cluster_id, text=reason.strip())
    if not now.has_ended:
        for participant in to_be_told(now):
            emails.meeting_cancelled(now, participant.person, reason.strip())
    return now
