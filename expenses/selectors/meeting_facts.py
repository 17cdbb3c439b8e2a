"""Meetings as the rules want them: the frozen list when the meeting is closed, the living one before."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils import timezone

from expenses.policy.facts import (
    MeetingFacts,
    MeetingKind,
    ParticipantFacts,
    ParticipantKind,
    ParticipantStatus,
)
from meetings import enums
from meetings.models import AttendanceList, Meeting, Participant
from meetings.states import MeetingState

KINDS = {
    enums.MeetingKind.ORDINARY: MeetingKind.ORDINARY,
    enums.MeetingKind.RESIDENTIAL: MeetingKind.RESIDENTIAL,
    enums.MeetingKind.GENERAL: MeetingKind.GENERAL,
}
PRESENCES = {
    enums.Presence.ATTENDED: ParticipantStatus.ATTENDED,
    enums.Presence.DECLINED: ParticipantStatus.DECLINED,
    enums.Presence.NO_SHOW: ParticipantStatus.NO_SHOW,
}
ANSWERS = {
    enums.Answer.NONE: ParticipantStatus.INVITED,
    enums.Answer.YES: ParticipantStatus.ACCEPTED,
    enums.Answer.NO: ParticipantStatus.DECLINED,
}


def meeting_facts(ids: Iterable[int]) -> dict[int, MeetingFacts]:
    """The meetings by id, in three queries."""
    if not (wanted := set(ids)):
        return {}
    meetings = list(Meeting.objects.filter(pk__in=wanted))
    frozen, living = _frozen(meetings), _living(meetings)
    return {
        meeting.pk: MeetingFacts(
            start=timezone.localtime(meeting.starts_at),
            end=timezone.localtime(meeting.ends_at),
            kind=KINDS[enums.MeetingKind(meeting.kind)],
            country=meeting.country,
            programme=bool(meeting.programme.strip()),
            travel_self_paid=meeting.travel_self_paid,
            participants=frozen[meeting.pk] if _is_closed(meeting) else living[meeting.pk],
            closed=_is_closed(meeting),
        )
        for meeting in meetings
    }


def _is_closed(meeting: Meeting) -> bool:
    return meeting.state == MeetingState.REPORTED


def _frozen(meetings: list[Meeting]) -> dict[int, tuple[ParticipantFacts, ...]]:
    """From the newest version of each closed meeting's list."""
    found: dict[int, tuple[ParticipantFacts, ...]] = defaultdict(tuple)
    closed = [meeting for meeting in meetings if _is_closed(meeting)]
    newest = AttendanceList.objects.filter(meeting__in=closed).order_by("meeting_id", "-version")
    for row in newest.distinct("meeting_id"):
        found[row.meeting_id] = tuple(
            ParticipantFacts(
                name["name"],
                ParticipantKind(name["kind"]),
                PRESENCES.get(name["presence"], ParticipantStatus.INVITED),
            )
            for name in row.names
        )
    return found


def _living(meetings: list[Meeting]) -> dict[int, tuple[ParticipantFacts, ...]]:
    """What is ticked off counts before what was answered; to a meeting that was cancelled nobody came."""
    found: dict[int, tuple[ParticipantFacts, ...]] = defaultdict(tuple)
    still_open = [meeting for meeting in meetings if meeting.state == MeetingState.PLANNED]
    for person in Participant.objects.filter(meeting__in=still_open).order_by("meeting_id", "name", "pk"):
        status = PRESENCES.get(person.presence) or ANSWERS[enums.Answer(person.answer)]
        found[person.meeting_id] += (ParticipantFacts(person.name, ParticipantKind(person.kind), status),)
    return found
