import pytest

from klyngeokonomi.audit.models import Record
from klyngeokonomi.outbox.models import Message
from klyngeokonomi.refused import Refused
from meetings.actions.cancel_meeting import cancel_meeting
from meetings.states import MeetingState
from tests.factories.meetings import held_meeting, invited_meeting, plan, ticked_meeting
from tests.people import People


def test_those_who_have_not_said_no_are_told_why(people: People) -> None:
    meeting = invited_meeting(people)
    Message.objects.all().delete()
    cancelled = cancel_meeting(meeting, by=people.karen, reason=" Oplægsholderen er syg. ")
    assert cancelled.state == MeetingState.CANCELLED
    assert sorted(Message.objects.values_list("to", flat=True)) == [
        "dorte@example.org",
        "karen@example.org",
        "mette@example.org",
    ]
    assert "Koordinatoren skriver: Oplægsholderen er syg." in Message.objects.first().body_text
    assert Record.objects.get(act="meeting_cancelled").text == "Oplægsholderen er syg."


def test_a_past_meeting_is_cancelled_without_mail(people: People) -> None:
    meeting = plan(people, days=-2, invite=True)
    cancel_meeting(meeting, by=people.karen, reason="Blev aldrig holdt.")
    assert not Message.objects.exists()


def test_twice_is_refused(people: People) -> None:
    meeting = plan(people)
    cancel_meeting(meeting, by=people.karen, reason="Sygdom")
    with pytest.raises(Refused, match="Mødet er aflyst"):
        cancel_meeting(meeting, by=people.karen, reason="Sygdom")


def test_reason_is_needed(people: People) -> None:
    with pytest.raises(Refused, match="hvorfor mødet aflyses"):
        cancel_meeting(plan(people), by=people.karen, reason="  ")


def test_a_meeting_somebody_came_to_was_held(people: People) -> None:
    with pytest.raises(Refused, match="så mødet er holdt"):
        cancel_meeting(ticked_meeting(people), by=people.karen, reason="Fortrudt")


def test_a_sent_list_stands(people: People) -> None:
    with pytest.raises(Refused, match="allerede sendt til PLO"):
        cancel_meeting(held_meeting(people), by=people.karen, reason="Fortrudt")


@pytest.mark.parametrize("who", ["mette", "bo", "frede", "rikke"])
def test_others_may_not(people: People, who: str) -> None:
    with pytest.raises(Refused, match="Det kan kun klyngens koordinator"):
        cancel_meeting(plan(people), by=getattr(people, who), reason="Sygdom")
