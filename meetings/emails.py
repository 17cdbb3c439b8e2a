"""Mails of the second floor. One link each; to PLO never a name: the list is read behind the sign-in."""

from django.conf import settings

from clusters.models import Person
from klyngeokonomi.outbox.enqueue import enqueue
from meetings.models import AttendanceList, Meeting


def _tell_member(meeting: Meeting, person: Person, *, what: str, key: str, **more: object) -> bool:
    """False when the person has no address, or was told before."""
    if not person.email:
        return False
    return enqueue(
        key=f"meeting:{meeting.pk}:{key}:{person.pk}",
        to=person.email,
        template=f"meetings/{what}",
        context={"meeting": meeting, "person": person, "path": meeting.get_absolute_url(), **more},
    )


def meeting_invited(meeting: Meeting, person: Person) -> bool:
    return _tell_member(meeting, person, what="meeting_invited", key="invited")


def meeting_changed(meeting: Meeting, person: Person, changes: list[str]) -> bool:
    """`changes` are sentences; the meeting's version tells one change from the next."""
    key = f"changed:{meeting.version}"
    return _tell_member(meeting, person, what="meeting_changed", key=key, changes=changes)


def meeting_cancelled(meeting: Meeting, person: Person, reason: str) -> bool:
    return _tell_member(meeting, person, what="meeting_cancelled", key="cancelled", reason=reason)


def list_sent(frozen: AttendanceList) -> bool:
    """To the secretariat, at the first version and at every later one."""
    meeting = frozen.meeting
    return enqueue(
        key=f"meeting:{meeting.pk}:list:{frozen.version}",
        to=settings.PLO_EMAIL,
        template="meetings/list_sent",
        context={"meeting": meeting, "frozen": frozen, "path": frozen.get_absolute_url()},
    )
