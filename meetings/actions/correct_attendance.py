"""Correct a list that was sent: a new version that says what changed and why, sent to PLO again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from klyngeokonomi.audit.record import record
from klyngeokonomi.refused import Refused
from meetings import emails
from meetings.actions.add_participant import why_not_named
from meetings.actions.freeze_list import freeze_list
from meetings.actions.mark_presence import GONE
from meetings.enums import Answer, ParticipantKind, Presence
from meetings.models import AttendanceList, Meeting, Participant
from meetings.permissions import why_not_correct

if TYPE_CHECKING:
    from clusters.models import User


@dataclass(frozen=True)
class NewName:
    name: str
    kind: ParticipantKind
    presence: Presence


@transaction.atomic
def correct_attendance(
    meeting: Meeting,
    *,
    by: "User",
    version: int,
    reason: str,
    marks: Mapping[int, Presence],
    added: Sequence[NewName] = (),
) -> AttendanceList:
    """`version` is the list the user saw; `marks` as in mark_presence, UNKNOWN takes the name off the list.

    Raises Refused when the user may not, another corrected first, nothing changes, or nobody is left.
    """
    now = Meeting.objects.locked(meeting)
    if sentence := why_not_correct(by, now):
        raise Refused(sentence)
    if not reason.strip():
        raise Refused("Skriv, hvorfor listen rettes. PLO og klyngens medlemmer kan læse det.")
    if now.lists.order_by("-version").values_list("version", flat=True).first() != version:
        raise Refused("Listen er rettet af en anden, mens du skrev. Hent siden igen.")
    _apply(now, marks, added, by)
    if not now.participants.filter(presence=Presence.ATTENDED).exists():
        raise Refused("Mindst én skal være fremmødt.")
    frozen = freeze_list(now, by=by, reason=reason.strip())
    if not frozen.changes:
        raise Refused("Der er ikke rettet noget.")
    text = f"Udgave {frozen.version}: {frozen.reason} {' '.join(frozen.changes)}"
    record("list_corrected", by=by, subject=now, cluster_id=now.cluster_id, text=text)
    emails.list_sent(frozen)
    return frozen


def _apply(meeting: Meeting, marks: Mapping[int, Presence], added: Sequence[NewName], by: "User") -> None:
    rows = {row.pk: row for row in meeting.participants.filter(pk__in=marks)}
    if len(rows) != len(marks):
        raise Refused(GONE)
    for pk, presence in marks.items():
        rows[pk].presence = presence
    Participant.objects.bulk_update(rows.values(), ["presence"])
    for one in added:
        name = " ".join(one.name.split())
        if sentence := why_not_named(meeting, name):
            raise Refused(sentence)
        Participant.objects.create(
            meeting=meeting, name=name, kind=one.kind, answer=Answer.YES, presence=one.presence, added_by=by
        )
