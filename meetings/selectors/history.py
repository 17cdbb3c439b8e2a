"""What happened to a meeting, told in order: the acts logged on it. Names of those who acted are shown."""

from dataclasses import dataclass
from datetime import datetime

from klyngeokonomi.audit.models import Record
from meetings.models import Meeting

LONGEST = 200


@dataclass(frozen=True)
class Event:
    """Shaped for components/timeline.html."""

    at: datetime
    sentence: str
    note: str = ""


def history(meeting: Meeting) -> list[Event]:
    """The latest LONGEST acts, oldest first. One query."""
    records = Record.objects.filter(
        subject_type=meeting._meta.label_lower, subject_id=str(meeting.pk)
    ).select_related("by__person")[:LONGEST]
    return [
        Event(record.at, f"{record.act_label} af {record.by}" if record.by else record.act_label, record.text)
        for record in reversed(records)
    ]
