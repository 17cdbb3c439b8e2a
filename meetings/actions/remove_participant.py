"""Take a name off a meeting's list before it is frozen."""

from typing import TYPE_CHECKING

from django.db import transaction

from klyngeokonomi.audit.record import record
from klyngeokonomi.refused import Refused
from meetings.models import Meeting, Participant
from meetings.permissions import why_not_edit_list

if TYPE_CHECKING:
    from clusters.models import User


@transaction.atomic
def remove_participant(participant: Participant, *, by: "User") -> None:
    """The row goes; the log keeps the name. Taking away a name that is gone already does nothing."""
    now = Meeting.objects.locked(participant.meeting)
    if sentence := why_not_edit_list(by, now):
        raise Refused(sentence)
    gone, _ = Participant.objects.filter(pk=participant.pk, meeting=now).delete()
    if gone:
        text = f"{participant.name} ({participant.get_kind_display().lower()})."
        record("participant_removed", by=by, subject=now, cluster_id=now.cluster_id, text=text)
