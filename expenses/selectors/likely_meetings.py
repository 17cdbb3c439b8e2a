"""Which meetings a voucher most likely belongs to."""

import datetime

from django.utils import timezone

from clusters.models import Cluster
from meetings.models import Meeting
from meetings.models.meeting import MeetingQuerySet
from meetings.states import MeetingState

MOST = 3


def likely_meetings(
    cluster: Cluster,
    on: datetime.date | None,
    *,
    keep: Meeting | None = None,
    among: MeetingQuerySet | None = None,
) -> list[Meeting]:
    """The meetings nearest to the date (today when it is not known), and always `keep`, nearest first.

    `among` holds those the reader may see; a draft's owner may have left the cluster.
    """
    day = on or timezone.localdate()
    moment = timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))
    held = (
        (Meeting.objects.all() if among is None else among)
        .filter(cluster=cluster)
        .exclude(state=MeetingState.CANCELLED)
    )
    near = [
        *held.filter(starts_at__lte=moment).order_by("-starts_at", "-pk")[:MOST],
        *held.filter(starts_at__gt=moment).order_by("starts_at", "pk")[:MOST],
    ]
    near.sort(key=lambda meeting: abs(meeting.starts_at - moment))
    chosen = near[:MOST]
    if keep is not None and keep not in chosen:
        chosen = [keep, *chosen[: MOST - 1]]
    return chosen
