"""Freeze a meeting's list as it stands, as its next version. Part of closing and of correcting."""

from typing import TYPE_CHECKING

from meetings.models import AttendanceList, Meeting
from meetings.selectors.frozen import changes_between, facts_of, fingerprint, names_of

if TYPE_CHECKING:
    from clusters.models import User


def freeze_list(meeting: Meeting, *, by: "User", reason: str = "") -> AttendanceList:
    """The caller holds the meeting's lock, and has asked the permissions."""
    before = meeting.lists.order_by("-version").first()
    version = before.version + 1 if before else 1
    facts, names = facts_of(meeting), names_of(meeting.participants.all())
    changes = changes_between(before.names, names) if before else []
    return AttendanceList.objects.create(
        meeting=meeting,
        version=version,
        facts=facts,
        names=names,
        changes=changes,
        reason=reason,
        sha256=fingerprint(version, facts, names, changes),
        frozen_by=by,
    )
