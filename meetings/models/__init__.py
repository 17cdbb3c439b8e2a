"""Tables of the second floor."""

from meetings.models.attendance import AttendanceList, Participant
from meetings.models.meeting import Meeting
from meetings.models.paper import MeetingPaper

__all__ = ["AttendanceList", "Meeting", "MeetingPaper", "Participant"]
