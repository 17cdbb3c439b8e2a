"""Put the cluster's members of today on a meeting's list, and ask them by mail."""

from typing import TYPE_CHECKING

from django.db import transaction

from klyngeokonomi.audit.record import record
from klyngeokonomi.refused import Refused
from meetings import emails
from meetings.enums import ParticipantKind
from meetings.models import Meeting, Participant
from meetings.permissions import why_not_edit_list
from meetings.selectors.invitees import invitees

if TYPE_CHECKING:
    from clusters.models import User


@transaction.atomic
def invite_participants(meeting: Meeting, *, by: "User", with_staff: bool = True) -> int:
    """How many were added. Those already there stay as they are: calling it again invites only new members.

    Nobody is asked about a meeting that has begun: they are put on the list to be ticked.
    """
    now = Meeting.objects.locked(meeting)
    if sentence := why_not_edit_list(by, now):
        raise Refused(sentence)
    present = set(now.participants.exclude(person=None).values_list("person_id", flat=True))
    new = [
        one
        for one in invitees(now.cluster)
        if one.person.pk not in present and (with_staff or one.kind != ParticipantKind.STAFF)
    ]
    Participant.objects.bulk_create(
        Participant(meeting=now, person=one.person, name=one.person.name, kind=one.kind, added_by=by)
        for one in new
    )
    if not new:
        return 0
    record(
        "meeting_invited",
        by=by,
        subject=now,
        cluster_id=now.cluster_id,
        text="1 medlem." if len(new) == 1 else f"{len(new)} medlemmer.",
    )
    if not now.has_begun:
        for one in new:
            emails.meeting_invited(now, one.person)
    return len(new)
