"""Meetings in time: what comes, what was, what waits for the reader."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from meetings.enums import Answer
from meetings.models import Meeting, Participant
from meetings.states import MeetingState

if TYPE_CHECKING:
    from clusters.models import User

PAGE = 20
MICROSECOND = datetime.timedelta(microseconds=1)


@dataclass(frozen=True)
class Page:
    """One page of meetings; `next_key` begins the page after it, empty on the last."""

    meetings: list[Meeting]
    next_key: str


def upcoming(user: "User", after: str = "") -> Page:
    """Not over yet, the nearest first."""
    rows = _rows(user).filter(ends_at__gt=timezone.now()).order_by("starts_at", "pk")
    if key := _read_key(after):
        starts_at, pk = key
        rows = rows.filter(starts_at__gte=starts_at).filter(Q(starts_at__gt=starts_at) | Q(pk__gt=pk))
    return _page(rows)


def past(user: "User", before: str = "") -> Page:
    """Over, the latest first."""
    rows = _rows(user).filter(ends_at__lte=timezone.now()).order_by("-starts_at", "-pk")
    if key := _read_key(before):
        starts_at, pk = key
        rows = rows.filter(starts_at__lte=starts_at).filter(Q(starts_at__lt=starts_at) | Q(pk__lt=pk))
    return _page(rows)


def unanswered(person_id: int, clusters: Iterable[int]) -> QuerySet[Participant]:
    """The person's own rows on planned meetings to come that they have not answered, the nearest first."""
    meetings = _planned(clusters).filter(starts_at__gt=timezone.now())
    return (
        Participant.objects.filter(person_id=person_id, answer=Answer.NONE, meeting__in=meetings)
        .select_related("meeting")
        .order_by("meeting__starts_at", "pk")
    )


def next_meeting(clusters: Iterable[int]) -> Meeting | None:
    """The first planned meeting that is not over."""
    coming = _planned(clusters).filter(ends_at__gt=timezone.now()).select_related("cluster")
    return coming.order_by("starts_at", "pk").first()


def meetings_without_list(clusters: Iterable[int]) -> QuerySet[Meeting]:
    """Over, and the list not sent to PLO: for the coordinator to close. The oldest first."""
    rows = Meeting.objects.without_list().filter(cluster__in=list(clusters))
    return rows.select_related("cluster").order_by("ends_at", "pk")


def _planned(clusters: Iterable[int]) -> QuerySet[Meeting]:
    return Meeting.objects.filter(cluster__in=list(clusters), state=MeetingState.PLANNED)


def _rows(user: "User") -> QuerySet[Meeting]:
    """With the cluster, how many said yes (`coming`), and the user's own row (`mine`: none or one)."""
    coming = (
        Participant.objects.signed_up()
        .filter(meeting=OuterRef("pk"))
        .order_by()
        .values("meeting")
        .annotate(count=Count("pk"))
        .values("count")
    )
    own = Participant.objects.filter(person_id=user.person_id)
    return (
        Meeting.objects.visible_to(user)
        .annotate(coming=Coalesce(Subquery(coming), 0))
        .select_related("cluster")
        .prefetch_related(Prefetch("participants", queryset=own, to_attr="mine"))
    )


def _page(rows: QuerySet[Meeting]) -> Page:
    found = list(rows[: PAGE + 1])
    shown = found[:PAGE]
    return Page(shown, _key(shown[-1]) if len(found) > PAGE else "")


def _key(meeting: Meeting) -> str:
    """Start in whole microseconds and id: 1763748000000000-417."""
    micros = (meeting.starts_at - datetime.datetime.fromtimestamp(0, datetime.UTC)) // MICROSECOND
    return f"{micros}-{meeting.pk}"


def _read_key(text: str) -> tuple[datetime.datetime, int] | None:
    """None for an empty or meaningless key: then the list begins from its beginning."""
    try:
        micros, pk = (int(part) for part in text.split("-"))
        return datetime.datetime.fromtimestamp(0, datetime.UTC) + micros * MICROSECOND, pk
    except (ValueError, OverflowError):
        return None
