"""The one writer of Meeting.state."""

from klyngeokonomi.refused import Refused
from meetings.models import Meeting
from meetings.states import STEP, MeetingState

SENTENCES = {
    MeetingState.REPORTED: "Deltagerlisten er allerede sendt til PLO. Den kan rettes, men mødet kan ikke ændres.",
    MeetingState.CANCELLED: "Mødet er aflyst.",
}


def why_not_move(meeting: Meeting, verb: str) -> str | None:
    """The Danish reason the table of moves does not let the verb through now, or None."""
    if meeting.state in STEP[verb].from_states:
        return None
    return SENTENCES[MeetingState(meeting.state)]


def move(meeting: Meeting, verb: str) -> None:
    """Move a meeting that the caller holds locked. Raises Refused when the table says no, or another was first."""
    if sentence := why_not_move(meeting, verb):
        raise Refused(sentence)
    new = STEP[verb].to_state
    if not Meeting.objects.filter(pk=meeting.pk, state=meeting.state).update(state=new):
        raise Refused("Mødet er netop ændret af en anden. Hent siden igen.")
    meeting.state = new
