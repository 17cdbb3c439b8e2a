"""Plan a meeting, or enter one that was held; the form's one-time key makes a double submit one meeting."""

import datetime
import uuid
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from clusters.models import Cluster
from klyngeokonomi.audit.record import record
from klyngeokonomi.refused import Refused
from meetings.actions.invite_participants import invite_participants
from meetings.enums import Country, MeetingKind
from meetings.models import Meeting
from meetings.permissions import why_not_hold, why_not_plan

if TYPE_CHECKING:
    from clusters.models import User


@transaction.atomic
def plan_meeting(
    cluster: Cluster,
    *,
    by: "User",
    topic: str,
    place: str,
    starts_at: datetime.datetime,
    ends_at: datetime.datetime,
    kind: MeetingKind = MeetingKind.ORDINARY,
    programme: str = "",
    country: Country = Country.DENMARK,
    travel_self_paid: bool = False,
    form_key: uuid.UUID | None = None,
    invite: bool = False,
) -> Meeting:
    """The new meeting, or the one already planned with this key. `invite`: the cluster's members at once.

    Raises Refused when the user does not lead the cluster, the time is not possible, or the key is another's.
    """
    if sentence := why_not_plan(by, cluster) or why_not_hold(topic, place, starts_at, ends_at):
        raise Refused(sentence)
    planned = Meeting(
        cluster=cluster,
        kind=kind,
        topic=topic.strip(),
        programme=programme.strip(),
        place=place.strip(),
        country=country,
        travel_self_paid=travel_self_paid,
        starts_at=starts_at,
        ends_at=ends_at,
        form_key=form_key or uuid.uuid4(),
        created_by=by,
    )
    try:
        with transaction.atomic():
            planned.save(force_insert=True)
    except IntegrityError:
        return _planned_before(planned)
    record("meeting_planned", by=by, subject=planned, cluster_id=cluster.pk)
    if invite:
        invite_participants(planned, by=by)
    return planned


def _planned_before(planned: Meeting) -> Meeting:
    """The meeting an earlier submit of the same form made."""
    meeting = Meeting.objects.select_related("cluster").get(form_key=planned.form_key)
    if (meeting.created_by_id, meeting.cluster_id) != (planned.created_by_id, planned.cluster_id):
        raise Refused("Siden er forældet. Tryk «Nyt møde» igen.")
    return meeting
