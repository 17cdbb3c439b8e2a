"""Meetings in time: what comes, what was, what waits for the reader."""

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from clusters.models import Cluster
from meetings.enums import Answer
from meetings.models import Meeting, Participant
from meetings.states import MeetingState

if TYPE_CHECKING:
    from clusters.models import User

PAGE = 20


@dataclass(frozen=True)
class Page:
    """One page of meetings; `next_key` begins the page after it, empty on the last."""

    meetings: list[Meeting]
    next_key: str


def upcoming(user: "User", after: str = "", cluster: Cluster | None = None) -> Page:
    """Not over yet, the nearest first."""
    rows = _rows(user, cluster).filter(ends_at__gt=timezone.now()).order_by("starts_at", "pk")
    if key := _read_key(after):
        starts_at, pk = key
        rows = rows.filter(starts_at__gte=starts_at).filter(Q(starts_at__gt=starts_at) | Q(pk__gt=pk))
    return _page(rows)


def past(user: "User", before: str = "", cluster: Cluster | None = None) -> Page:
    """Over, the latest first."""
    rows = _rows(user, cluster).filter(ends_at__lte=timezone.now()).order_by("-starts_at", "-pk")
    if key := _read_key(before):
        starts_at, pk = key
        rows = rows.filter(starts_at__lte=starts_at).filter(Q(starts_at__lt=starts_at) | Q(pk__lt=pk))
    return _page(rows)


def awaiting_answer(user: "User") -> QuerySet[Meeting]:
    """Meetings to come that the user is invited to and has not answered, the nearest first."""
    return (
        Meeting.objects.visible_to(user)
        .filter(
            participants__person_id=user.person_id,
            participants__answer=Answer.NONE,
            state=MeetingState.PLANNED,
            starts_at__gt=timezone.now(),
        )
        .select_related("cluster")
        .order_by("starts_at", "pk")
    )


def next_meeting(user: "User") -> Meeting | None:
    """The first planned meeting in the user's clusters that is not over."""
    return (
        Meeting.objects.visible_to(user)
        .filter(state=MeetingState.PLANNED, ends_at__gt=timezone.now())
        .select_related("cluster")
        .order_by("starts_at", "pk")
        .first()
    )


def meetings_without_list(cluster: Cluster | int) -> QuerySet[Meeting]:
    """Over, and the list not sent to PLO: for the coordinator to close. The oldest first."""
    return (
        Meeting.objects.without_list()
        .filter(cluster=cluster)
        .select_related("cluster")
        .order_by("ends_at", "pk")
    )


def nearest(cluster: Cluster | int, day: datetime.date, limit: int = 3) -> list[Meeting]:
    """The cluster's meetings nearest to a day, those not cancelled: likely ones for a voucher of that day."""
    noon = timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))
    held = Meeting.objects.filter(cluster=cluster).exclude(state=MeetingState.CANCELLED)
    before = list(held.filter(starts_at__lte=noon).order_by("-starts_at", "-pk")[:limit])
    after = list(held.filter(starts_at__gt=noon).order_by("starts_at", "pk")[:limit])
    return sorted(before + after, key=lambda meeting: abs(meeting.starts_at - noon))[:limit]


def _rows(user: "User", cluster: Cluster | None) -> QuerySet[Meeting]:
    """With the cluster, how many said yes (`coming`), and the user's own row (`mine`: none or one)."""
    found = Meeting.objects.visible_to(user)
    if cluster is not None:
        found = found.filter(cluster=cluster)
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
        found.annotate(coming=Coalesce(Subquery(coming), 0))
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


MICROSECOND = datetime.timedelta(microseconds=1)


def _read_key(text: str) -> tuple[datetime.datetime, int] | None:
    """None for an empty or meaningless key: then the list begins from its beginning."""
    try:
        micros, pk = (int(part) for part in text.split("-"))
        return datetime.datetime.fromtimestamp(0, datetime.UTC) + micros * MICROSECOND, pk
    except (ValueError, OverflowError):
        return None
