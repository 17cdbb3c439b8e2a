import pytest

from klyngeokonomi.audit.models import Record
from klyngeokonomi.refused import Refused
from meetings.actions.add_participant import add_participant
from meetings.actions.remove_participant import remove_participant
from tests.factories.meetings import held_meeting, plan
from tests.people import People


def test_the_name_goes_and_the_log_keeps_it(people: People) -> None:
    meeting = plan(people)
    row = add_participant(meeting, by=people.karen, name="Tove Prøve")
    remove_participant(row, by=people.dorte)
    assert not meeting.participants.exists()
    assert Record.objects.get(act="participant_removed").text == "Tove Prøve (gæst)."


def test_twice_is_once(people: People) -> None:
    meeting = plan(people)
    row = add_participant(meeting, by=people.karen, name="Tove Prøve")
    remove_participant(row, by=people.karen)
    remove_participant(row, by=people.karen)
    assert Record.objects.filter(act="participant_removed").count() == 1


def test_members_may_not(people: People) -> None:
    meeting = plan(people, invite=True)
    with pytest.raises(Refused, match="Det kan kun klyngens koordinator"):
        remove_participant(meeting.participants.get(person=people.mette.person), by=people.mette)


def test_not_after_closing(people: People) -> None:
    meeting = held_meeting(people)
    with pytest.raises(Refused, match="allerede sendt til PLO"):
        remove_participant(meeting.participants.first(), by=people.karen)
    assert meeting.participants.count() == 4
