import datetime

import pytest
import time_machine
from django.utils import timezone

from klyngeokonomi.refused import Refused
from meetings.actions.answer_invitation import answer_invitation
from meetings.actions.mark_presence import mark_presence
from meetings.actions.remove_participant import remove_participant
from meetings.enums import Answer, Presence
from meetings.models import Meeting, Participant
from tests.factories.meetings import evening, held_meeting, plan
from tests.people import People


def row(meeting: Meeting, user) -> Participant:
    return meeting.participants.get(person=user.person)


def test_many_at_once(people: People) -> None:
    meeting = plan(people, days=-1, invite=True)
    marks = {
        row(meeting, people.mette).pk: Presence.ATTENDED,
        row(meeting, people.karen).pk: Presence.ATTENDED,
        row(meeting, people.bo).pk: Presence.NO_SHOW,
    }
    assert mark_presence(meeting, by=people.karen, marks=marks) == 3
    assert row(meeting, people.mette).presence == Presence.ATTENDED
    assert row(meeting, people.bo).presence == Presence.NO_SHOW
    assert row(meeting, people.dorte).presence == Presence.UNKNOWN
    assert mark_presence(meeting, by=people.karen, marks=marks) == 0


def test_the_rest_of_those_signed_up_came(people: People) -> None:
    start = timezone.now() + datetime.timedelta(hours=2)
    meeting = plan(people, starts_at=start, ends_at=start + datetime.timedelta(hours=3), invite=True)
    answer_invitation(meeting, by=people.mette, answer=Answer.YES)
    answer_invitation(meeting, by=people.karen, answer=Answer.YES)
    answer_invitation(meeting, by=people.bo, answer=Answer.NO)
    with time_machine.travel(start + datetime.timedelta(hours=1), tick=False):
        stayed_away = {row(meeting, people.mette).pk: Presence.NO_SHOW}
        assert mark_presence(meeting, by=people.dorte, marks=stayed_away, rest_came=True) == 2
    assert row(meeting, people.mette).presence == Presence.NO_SHOW
    assert row(meeting, people.karen).presence == Presence.ATTENDED
    assert row(meeting, people.bo).presence == Presence.UNKNOWN


def test_from_the_danish_day_of_the_meeting(people: People) -> None:
    meeting = plan(people, starts_at=evening(3, 18), ends_at=evening(3, 21), invite=True)
    marks = {row(meeting, people.mette).pk: Presence.ATTENDED}
    day_before = evening(3, 0) - datetime.timedelta(minutes=1)
    with time_machine.travel(day_before, tick=False), pytest.raises(Refused, match="fra den dag"):
        mark_presence(meeting, by=people.karen, marks=marks)
    with time_machine.travel(evening(3, 0), tick=False):
        assert mark_presence(meeting, by=people.karen, marks=marks) == 1


def test_a_row_of_another_meeting_is_refused_and_nothing_is_ticked(people: People) -> None:
    meeting, other = plan(people, days=-1, invite=True), plan(people, days=-2, invite=True)
    marks = {
        row(meeting, people.mette).pk: Presence.ATTENDED,
        row(other, people.mette).pk: Presence.ATTENDED,
    }
    with pytest.raises(Refused, match="Listen er ændret af en anden"):
        mark_presence(meeting, by=people.karen, marks=marks)
    assert not Participant.objects.filter(presence=Presence.ATTENDED).exists()


def test_a_name_that_was_removed_meanwhile_is_told(people: People) -> None:
    meeting = plan(people, days=-1, invite=True)
    gone = row(meeting, people.bo)
    marks = {gone.pk: Presence.ATTENDED}
    remove_participant(gone, by=people.dorte)
    with pytest.raises(Refused, match="Listen er ændret af en anden"):
        mark_presence(meeting, by=people.karen, marks=marks)


@pytest.mark.parametrize("who", ["mette", "bo", "frede", "rikke"])
def test_others_may_not(people: People, who: str) -> None:
    meeting = plan(people, days=-1, invite=True)
    with pytest.raises(Refused, match="Det kan kun klyngens koordinator"):
        mark_presence(meeting, by=getattr(people, who), marks={})


def test_not_after_closing(people: People) -> None:
    meeting = held_meeting(people)
    with pytest.raises(Refused, match="allerede sendt til PLO"):
        mark_presence(meeting, by=people.karen, marks={row(meeting, people.bo).pk: Presence.ATTENDED})
