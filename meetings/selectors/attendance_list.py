"""The attendance of one meeting, counted and grouped for a screen or a rule."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from meetings.enums import Answer, Presence
from meetings.models import AttendanceList, Meeting, Participant


@dataclass(frozen=True)
class Heads:
    """Whose food may be paid: those who came and those who stayed away after saying yes; never the declined."""

    attended: int
    no_show: int
    is_final: bool
    """Whether the list is frozen; before that the figures are what is ticked so far."""

    @property
    def total(self) -> int:
        return self.attended + self.no_show


@dataclass(frozen=True)
class Tally:
    """Answers, and ticks so far. `missing` signed up and are not ticked yet: the list cannot be closed."""

    invited: int
    yes: int
    no: int
    unanswered: int
    attended: int
    declined: int
    no_show: int
    missing: int


def participants(meeting: Meeting) -> QuerySet[Participant]:
    return meeting.participants.order_by("name", "pk")


def tally(meeting: Meeting) -> Tally:
    """One query. Who answered no and is not ticked counts as declined."""
    unmarked = Q(presence=Presence.UNKNOWN)
    return Tally(
        **meeting.participants.aggregate(
            invited=Count("pk"),
            yes=Count("pk", filter=Q(answer=Answer.YES)),
            no=Count("pk", filter=Q(answer=Answer.NO)),
            unanswered=Count("pk", filter=Q(answer=Answer.NONE)),
            attended=Count("pk", filter=Q(presence=Presence.ATTENDED)),
            declined=Count("pk", filter=Q(presence=Presence.DECLINED) | (unmarked & Q(answer=Answer.NO))),
            no_show=Count("pk", filter=Q(presence=Presence.NO_SHOW)),
            missing=Count("pk", filter=unmarked & Q(answer=Answer.YES)),
        )
    )


def heads(meeting: Meeting) -> Heads:
    """From the frozen list when there is one, else from the ticks so far."""
    if frozen := latest_list(meeting):
        marks = [one["presence"] for one in frozen.names]
        return Heads(marks.count(Presence.ATTENDED), marks.count(Presence.NO_SHOW), is_final=True)
    so_far = tally(meeting)
    return Heads(so_far.attended, so_far.no_show, is_final=False)


def latest_list(meeting: Meeting) -> AttendanceList | None:
    return meeting.lists.order_by("-version").first()


def own_row(meeting: Meeting, person_id: int) -> Participant | None:
    return meeting.participants.filter(person_id=person_id).first()


@dataclass(frozen=True)
class Group:
    """Names under one heading of the meeting's page."""

    title: str
    rows: list[Participant]


def groups(meeting: Meeting) -> list[Group]:
    """By ticks where there are any, by answers for the rest; empty groups are left out. One query."""
    rows = list(participants(meeting))
    ticked = [
        ("Fremmødt", [row for row in rows if row.presence == Presence.ATTENDED]),
        ("Udeblevet", [row for row in rows if row.presence == Presence.NO_SHOW]),
        ("Afbud", [row for row in rows if row.presence == Presence.DECLINED]),
    ]
    open_rows = [row for row in rows if row.presence == Presence.UNKNOWN]
    silent = "Hverken tilmeldt eller fremmødt" if meeting.is_reported else "Har ikke svaret"
    answered = [
        ("Kommer", [row for row in open_rows if row.answer == Answer.YES]),
        ("Kommer ikke", [row for row in open_rows if row.answer == Answer.NO]),
        (silent, [row for row in open_rows if row.answer == Answer.NONE]),
    ]
    return [Group(title, found) for title, found in ticked + answered if found]
