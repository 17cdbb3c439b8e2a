"""Which meetings a voucher most likely belongs to."""

import datetime
from typing import Any

from django.utils import timezone

from clusters.models import Cluster
from klyngeokonomi.statement import Statement
from meetings.models import Meeting
from meetings.models.meeting import MeetingQuerySet
from meetings.states import MeetingState

MOST = 3


def likely_meetings(
    cluster: Cluster,
    on: datetime.date | None,
    *,
    keep: Meeting | None = None,
    are_seen: bool = True,
) -> list[Meeting]:
    """The meetings nearest to the date (today when it is not known), and always `keep`, nearest first.

    `are_seen` is whether the reader may see the cluster's meetings; a draft's owner may have left it.
    """
    day = on or timezone.localdate()
    moment = timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))
    asked = {"cluster": cluster.pk, "moment": moment}
    near = [*_BEFORE.all(**asked), *_AFTER.all(**asked)] if are_seen else []
    near.sort(key=lambda meeting: abs(meeting.starts_at - moment))
    chosen = near[:MOST]
    if keep is not None and keep not in chosen:
        chosen = [keep, *chosen[: MOST - 1]]
    return chosen


def _held(cluster: Any) -> MeetingQuerySet:
    return Meeting.objects.filter(cluster=cluster).exclude(state=MeetingState.CANCELLED)


_BEFORE: Statement[Meeting] = Statement(
    lambda cluster, moment: _held(cluster).filter(starts_at__lte=moment).order_by("-starts_at", "-pk")[:MOST]
)
_AFTER: Statement[Meeting] = Statement(
    lambda cluster, moment: _held(cluster).filter(starts_at__gt=moment).order_by("starts_at", "pk")[:MOST]
)
