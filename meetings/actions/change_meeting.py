"""Change the plan of a meeting whose list is not sent, and tell those who are asked."""

import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from klyngeokonomi.audit.record import record
from klyngeokonomi.refused import Refused
from meetings import emails
from meetings.enums import Country, MeetingKind
from meetings.models import Meeting
from meetings.permissions import why_not_change, why_not_hold
from meetings.selectors.invitees import to_be_told

if TYPE_CHECKING:
    from clusters.models import User

FIELDS = ("kind", "topic", "programme", "place", "country", "travel_self_paid", "starts_at", "ends_at")


@transaction.atomic
def change_meeting(
    meeting: Meeting,
    *,
    by: "User",
    version: int,
    topic: str,
    place: str,
    starts_at: datetime.datetime,
    ends_at: datetime.datetime,
    kind: MeetingKind = MeetingKind.ORDINARY,
    programme: str = "",
    country: Country = Country.DENMARK,
    travel_self_paid: bool = False,
) -> Meeting:
    """`version` is the one the user saw. A change of time or place is mailed when the meeting lies ahead.

    Raises Refused when the user may not, the time is not possible, or another changed it in the meantime.
    """
    now = Meeting.objects.locked(meeting)
    if sentence := why_not_change(by, now) or why_not_hold(topic, place, starts_at, ends_at):
        raise Refused(sentence)
    if now.version != version:
        raise Refused("Mødet er ændret af en anden, mens du skrev. Hent siden igen, og ret det, der mangler.")
    before = Meeting(**{field: getattr(now, field) for field in FIELDS})
    now.kind, now.topic, now.programme = kind, topic.strip(), programme.strip()
    now.place, now.country, now.travel_self_paid = place.strip(), country, travel_self_paid
    now.starts_at, now.ends_at = starts_at, ends_at
    if all(getattr(before, field) == getattr(now, field) for field in FIELDS):
        return now
    now.version += 1
    now.save(update_fields=[*FIELDS, "version"])
    changes = what_changed(before, now)
    record("meeting_changed", by=by, subject=now, cluster_id=now.cluster_id, text=" ".join(changes))
    if _concerns_the_invited(before, now):
        for participant in to_be_told(now):
            emails.meeting_changed(now, participant.person, changes)
    return now


def what_changed(before: Meeting, after: Meeting) -> list[str]:
    """One Danish sentence for each thing that is another than before."""
    sentences = []
    if (before.starts_at, before.ends_at) != (after.starts_at, after.ends_at):
        sentences.append(f"Tid: {_time(after)} (før {_time(before)}).")
    if (before.place, before.country) != (after.place, after.country):
        sentences.append(f"Sted: {_place(after)} (før {_place(before)}).")
    if before.topic != after.topic:
        sentences.append(f"Emne: {after.topic} (før {before.topic}).")
    if before.kind != after.kind:
        sentences.append(f"Slags: {after.get_kind_display()} (før {before.get_kind_display()}).")
    if before.programme != after.programme:
        sentences.append("Det faglige program er ændret.")
    if before.travel_self_paid != after.travel_self_paid:
        sentences.append(
            "Deltagerne betaler selv rejsen."
            if after.travel_self_paid
            else "Deltagerne betaler ikke selv rejsen."
        )
    return sentences


def _concerns_the_invited(before: Meeting, after: Meeting) -> bool:
    moved = any(
        getattr(before, name) != getattr(after, name) for name in ("starts_at", "ends_at", "place", "country")
    )
    return moved and not after.has_begun


def _time(meeting: Meeting) -> str:
    starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    until = f"{ends:%H.%M}" if meeting.one_day else f"{ends:%d.%m.%Y} kl. {ends:%H.%M}"
    return f"{starts:%d.%m.%Y} kl. {starts:%H.%M}-{until}"


def _place(meeting: Meeting) -> str:
    if meeting.country == Country.DENMARK:
        return meeting.place
    return f"{meeting.place}, {meeting.get_country_display()}"
