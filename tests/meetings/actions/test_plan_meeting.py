import datetime
import uuid
from functools import partial

import pytest

from klyngeokonomi.audit.models import Record
from klyngeokonomi.outbox.models import Message
from klyngeokonomi.refused import Refused
from meetings.actions.plan_meeting import plan_meeting
from meetings.models import Meeting
from meetings.states import MeetingState
from tests.at_once import at_once
from tests.factories.meetings import evening, plan
from tests.people import People, make_people


def test_a_planned_meeting_and_its_trace(people: People) -> None:
    meeting = plan(people, topic="  Smerter ")
    assert (meeting.topic, meeting.state, meeting.version) == ("Smerter", MeetingState.PLANNED, 1)
    assert meeting.created_by == people.karen
    assert Record.objects.get(subject_type="meetings.meeting").act == "meeting_planned"


@pytest.mark.parametrize("who", ["karen", "dorte", "sara"])
def test_those_who_lead_may(people: People, who: str) -> None:
    assert plan(people, by=getattr(people, who)).created_by == getattr(people, who)


@pytest.mark.parametrize("who", ["mette", "bo", "frede", "rikke", "ove"])
def test_others_may_not(people: People, who: str) -> None:
    with pytest.raises(Refused, match="Det kan kun klyngens koordinator"):
        plan(people, by=getattr(people, who))
    assert not Meeting.objects.exists()


def test_coordinator_plans_in_no_other_cluster(people: People) -> None:
    with pytest.raises(Refused, match="Det kan kun klyngens koordinator"):
        plan(people, cluster=people.other_cluster)


def test_invites_the_members_at_once_when_asked(people: People) -> None:
    meeting = plan(people, invite=True)
    assert meeting.participants.count() == 4
    assert Message.objects.count() == 4


def test_ends_after_it_begins(people: People) -> None:
    start = evening(3, 18)
    with pytest.raises(Refused, match="slutte, efter at det begynder"):
        plan(people, starts_at=start, ends_at=start)
    assert plan(people, starts_at=start, ends_at=start + datetime.timedelta(minutes=1)).pk


def test_a_week_at_most(people: People) -> None:
    start = evening(3, 18)
    week = datetime.timedelta(days=7)
    assert plan(people, starts_at=start, ends_at=start + week).pk
    with pytest.raises(Refused, match="højst syv dage"):
        plan(people, starts_at=start, ends_at=start + week + datetime.timedelta(minutes=1))


@pytest.mark.parametrize("days", [1200, -1200])
def test_a_slip_in_the_year_is_caught(people: People, days: int) -> None:
    with pytest.raises(Refused, match="årstallet"):
        plan(people, days=days)


@pytest.mark.parametrize("field", ["topic", "place"])
def test_topic_and_place_are_needed_and_hold_no_cpr(people: People, field: str) -> None:
    with pytest.raises(Refused, match="emne og sted"):
        plan(people, **{field: "  "})
    with pytest.raises(Refused, match="CPR-numre"):
        plan(people, **{field: "Møde om 610190-1234"})


def test_same_form_again_is_the_same_meeting(people: People) -> None:
    key = uuid.uuid4()
    first = plan(people, form_key=key, invite=True)
    again = plan(people, form_key=key, invite=True, topic="Et andet emne")
    assert again.pk == first.pk
    assert (Meeting.objects.count(), Message.objects.count()) == (1, 4)


def test_another_persons_key_is_refused(people: People) -> None:
    key = uuid.uuid4()
    plan(people, form_key=key)
    with pytest.raises(Refused, match="Siden er forældet"):
        plan(people, form_key=key, by=people.dorte)


@pytest.mark.django_db(transaction=True)
def test_double_click_is_one_meeting_and_one_invitation_each() -> None:
    people = make_people()
    details = {
        "topic": "Smerter",
        "place": "Prøveby Kro",
        "starts_at": evening(5, 18),
        "ends_at": evening(5, 21),
        "form_key": uuid.uuid4(),
        "invite": True,
    }
    made = at_once([partial(plan_meeting, people.cluster, by=people.karen, **details)] * 3)
    assert {one.pk for one in made} == {Meeting.objects.get().pk}
    assert Message.objects.count() == 4
