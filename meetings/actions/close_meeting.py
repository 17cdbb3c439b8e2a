"""Close a meeting: the list is frozen as version 1 and sent to PLO by itself."""

from typing import TYPE_CHECKING

from django.db import transaction

from klyngeokonomi.audit.record import record
from klyngeokonomi.refused import Refused
from meetings import emails, transitions
from meetings.actions.freeze_list import freeze_list
from meetings.enums import Answer, Presence
from meetings.models import AttendanceList, Meeting
from meetings.permissions import why_not_close
from meetings.selectors.attendance_list import tally

if TYPE_CHECKING:
    from clusters.models import User


def why_not_complete(meeting: Meeting) -> str | None:
    """Everyone signed up must be ticked: the guide asks who did not come. And somebody must have been there."""
    so_far = tally(meeting)
    if so_far.missing:
        who = "1 tilmeldt mangler" if so_far.missing == 1 else f"{so_far.missing} tilmeldte mangler"
        return f"{who} at blive krydset af som fremmødt, afbud eller udeblevet."
    if not so_far.attended:
        return "Ingen er krydset af som fremmødt. Kryds fremmødet af, eller aflys mødet."
    return None


@transaction.atomic
def close_meeting(meeting: Meeting, *, by: "User") -> AttendanceList:
    """The frozen list. Those who answered no and are not ticked are put down as declined.

    Raises Refused when the user may not, the meeting is not over, or somebody signed up is not ticked.
    """
    now = Meeting.objects.locked(meeting)
    if sentence := why_not_close(by, now) or why_not_complete(now):
        raise Refused(sentence)
    now.participants.unmarked().filter(answer=Answer.NO).update(presence=Presence.DECLINED)
    transitions.move(now, "close")
    frozen = freeze_list(now, by=by)
    record("list_sent", by=by, subject=now, cluster_id=now.cluster_id, text="Udgave 1.")
    emails.list_sent(frozen)
    return frozen
