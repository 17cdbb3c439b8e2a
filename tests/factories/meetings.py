"""Meetings in any state, reached through the real actions."""

import datetime
from typing import Any

from django.utils import timezone

from clusters.models import Cluster, User
from meetings.actions.add_participant import add_participant
from meetings.actions.answer_invitation import answer_invitation
from meetings.actions.close_meeting import close_meeting
from meetings.actions.invite_participants import invite_participants
from meetings.actions.mark_presence import mark_presence
from meetings.actions.plan_meeting import plan_meeting
from meetings.enums import Answer, ParticipantKind, Presence
from meetings.models import Meeting
from tests.people import People
from tests.replay import replayed


def evening(days: int, hour: int = 18) -> datetime.datetime:
    """That many days from today at a whole Danish hour."""
    day = timezone.localdate() + datetime.timedelta(days=days)
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour)))


@replayed
def plan(people: People, *, days: int = 14, by: User | None = None, **fields: Any) -> Meeting:
    """A dinner meeting of Karen's with programme, `days` from now (negative: already held). Nobody invited.

    `fields` may name any of plan_meeting's, and `cluster`.
    """
    cluster: Cluster = fields.pop("cluster", people.cluster)
    details: dict[str, Any] = {
        "topic": "Medicingennemgang hos ældre",
        "programme": "Oplæg ved farmaceut, gennemgang af egne data, gruppearbejde.",
        "place": "Prøveby Kro",
        "starts_at": evening(days, 18),
        "ends_at": evening(days, 21),
        **fields,
    }
    return plan_meeting(cluster, by=by or people.karen, **details)


@replayed
def invited_meeting(people: People, *, days: int = 14, **fields: Any) -> Meeting:
    """Planned, the four of the cluster invited: Mette said yes, Bo no, Karen and Dorte have not answered."""
    meeting = plan(people, days=days, invite=True, **fields)
    answer_invitation(meeting, by=people.mette, answer=Answer.YES)
    answer_invitation(meeting, by=people.bo, answer=Answer.NO)
    return meeting


@replayed
def ticked_meeting(people: People, *, days: int = -3, guests: int = 0, **fields: Any) -> Meeting:
    """Held `days` ago and ready to close: Mette and Karen came, Dorte stayed away, Bo declined."""
    meeting = plan(people, days=days, **fields)
    invite_participants(meeting, by=people.karen)
    rows = {row.person_id: row.pk for row in meeting.participants.all()}
    came, stayed_away = Presence.ATTENDED, Presence.NO_SHOW
    marks = {
        rows[people.mette.person_id]: came,
        rows[people.karen.person_id]: came,
        rows[people.dorte.person_id]: stayed_away,
        rows[people.bo.person_id]: Presence.DECLINED,
    }
    mark_presence(meeting, by=people.karen, marks=marks)
    for number in range(1, guests + 1):
        add_participant(
            meeting, by=people.karen, name=f"Gæst {number} Prøve", kind=ParticipantKind.GUEST, presence=came
        )
    return meeting


@replayed
def held_meeting(people: People, *, days: int = -3, guests: int = 0, **fields: Any) -> Meeting:
    """Closed, its list sent: three heads (Mette and Karen came, Dorte stayed away) and `guests` more."""
    meeting = ticked_meeting(people, days=days, guests=guests, **fields)
    close_meeting(meeting, by=people.karen)
    meeting.refresh_from_db()
    return meeting
