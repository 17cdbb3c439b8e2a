from functools import partial

import pytest

from klyngeokonomi.refused import Refused
from meetings.actions.answer_invitation import answer_invitation
from meetings.actions.cancel_meeting import cancel_meeting
from meetings.enums import Answer
from tests.at_once import at_once
from tests.factories.meetings import plan
from tests.people import People, make_people


def test_yes_and_later_no(people: People) -> None:
    meeting = plan(people, invite=True)
    assert answer_invitation(meeting, by=people.mette, answer=Answer.YES).answer == Answer.YES
    assert answer_invitation(meeting, by=people.mette, answer=Answer.NO).answer == Answer.NO
    assert meeting.participants.get(person=people.mette.person).answer == Answer.NO
    assert meeting.participants.filter(answer=Answer.NONE).count() == 3


@pytest.mark.parametrize("who", ["frede", "sara", "rikke"])
def test_only_the_invited_answer(people: People, who: str) -> None:
    with pytest.raises(Refused, match="ikke på listen over inviterede"):
        answer_invitation(plan(people, invite=True), by=getattr(people, who), answer=Answer.YES)


def test_not_once_it_has_begun(people: People) -> None:
    meeting = plan(people, days=-1, invite=True)
    with pytest.raises(Refused, match="Mødet er begyndt"):
        answer_invitation(meeting, by=people.mette, answer=Answer.YES)


def test_not_to_a_cancelled_meeting(people: People) -> None:
    meeting = plan(people, invite=True)
    cancel_meeting(meeting, by=people.karen, reason="Sygdom")
    with pytest.raises(Refused, match="Mødet er aflyst"):
        answer_invitation(meeting, by=people.mette, answer=Answer.YES)


def test_an_answer_is_yes_or_no(people: People) -> None:
    with pytest.raises(Refused, match="Svar ja eller nej"):
        answer_invitation(plan(people, invite=True), by=people.mette, answer=Answer.NONE)


@pytest.mark.django_db(transaction=True)
def test_all_who_answer_at_once_are_kept() -> None:
    people = make_people()
    meeting = plan(people, invite=True)
    four = (people.mette, people.karen, people.dorte, people.bo)
    at_once([partial(answer_invitation, meeting, by=user, answer=Answer.YES) for user in four])
    assert meeting.participants.filter(answer=Answer.YES).count() == 4
