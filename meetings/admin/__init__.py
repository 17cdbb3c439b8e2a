"""The secretariat's view of meetings: read only."""

from meetings.admin.lists import AttendanceListAdmin
from meetings.admin.meetings import MeetingAdmin

__all__ = ["AttendanceListAdmin", "MeetingAdmin"]
