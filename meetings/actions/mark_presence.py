"""Tick who came, declined or stayed away: one row or many in one act."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction

from klyngeokonomi.refused import Refused
from meetings.enums import Presence
from meetings.models import Meeting
from meetings.permissions import why_not_mark

if TYPE_CHECKING:
    from clusters.models import User

GONE = "Listen er ændret af en anden. Hent siden igen, og kryds af på den."


@transaction.atomic
def mark_presence(
    meeting: Meeting, *, by: "User", marks: Mapping[int, Presence], rest_came: bool = False
) -> int:
    """`marks` maps participant id to what is ticked; how many rows changed. `rest_came`: all who are signed
    up and not ticked are ticked as attended. Raises Refused when a name is no longer on the list.
    """
    now = Meeting.objects.locked(meeting)
    if sentence := why_not_mark(by, now):
        raise Refused(sentence)
    if now.participants.filter(pk__in=marks).count() != len(marks):
        raise Refused(GONE)
    changed = 0
    for presence in Presence:
        ticked = [pk for pk, mark in marks.items() if mark == presence]
        rows = now.participants.filter(pk__in=ticked).exclude(presence=presence)
        changed += rows.update(presence=presence) if ticked else 0
    if rest_came:
        changed += now.participants.signed_up().unmarked().update(presence=Presence.ATTENDED)
    return changed
