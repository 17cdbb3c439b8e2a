from functools import partial

import pytest

from clusters.enums import MemberKind, Role
from klyngeokonomi.outbox.models import Message
from klyngeokonomi.refused import Refused
from meetings.actions.invite_participants import invite_participants
from meetings.enums import Answer, ParticipantKind
from tests.at_once import at_once
from tests.factories.meetings import evening, plan
from tests.people import People, give_role, make_people, person_with_account


def test_the_clusters_people_of_today_once_each(people: People) -> None:
    meeting = plan(people)
    assert invite_participants(meeting, by=people.karen) == 4
    rows = meeting.participants.all()
    assert [row.name for row in rows] == [
        "Bo Bestyrelse",
        "Dorte Deputy",
        "Karen Koordinator",
        "Mette Medlem",
    ]
    assert {row.answer for row in rows} == {Answer.NONE}
    assert {row.kind for row in rows} == {ParticipantKind.DOCTOR}


def test_each_gets_one_mail_with_one_link(people: People) -> None:
    meeting = plan(people)
    invite_participants(meeting, by=people.karen)
    mail = Message.objects.get(to="mette@example.org")
    assert mail.subject == f"Klyngemøde {evening(14):%d.%m.%y}: kommer du?"
    assert mail.body_text.count("http") == 1
    assert f"/moeder/{meeting.pk}/" in mail.body_text
    assert "Sted: Prøveby Kro" in mail.body_text


def test_again_invites_only_the_new(people: People) -> None:
    meeting = plan(people)
    invite_participants(meeting, by=people.karen)
    nina = person_with_account("Nina", "Ny")
    give_role(nina, Role.MEMBER, people.cluster, kind=MemberKind.STAFF)
    assert invite_participants(meeting, by=people.karen) == 1
    assert meeting.participants.get(person=nina.person).kind == ParticipantKind.STAFF
    assert Message.objects.count() == 5


def test_staff_may_be_left_out(people: People) -> None:
    nina = person_with_account("Nina", "Ny")
    give_role(nina, Role.MEMBER, people.cluster, kind=MemberKind.STAFF)
    meeting = plan(people)
    assert invite_participants(meeting, by=people.karen, with_staff=False) == 4


def test_nobody_is_asked_about_a_meeting_that_was_held(people: People) -> None:
    meeting = plan(people, days=-2)
    assert invite_participants(meeting, by=people.karen) == 4
    assert not Message.objects.exists()


def test_without_address_one_is_on_the_list_and_gets_no_mail(people: People) -> None:
    people.mette.person.email = ""
    people.mette.person.save()
    meeting = plan(people)
    assert invite_participants(meeting, by=people.karen) == 4
    assert Message.objects.count() == 3


def test_members_may_not(people: People) -> None:
    with pytest.raises(Refused, match="Det kan kun klyngens koordinator"):
        invite_participants(plan(people), by=people.mette)


@pytest.mark.django_db(transaction=True)
def test_double_click_asks_each_once() -> None:
    people = make_people()
    meeting = plan(people)
    outcomes = at_once([partial(invite_participants, meeting, by=people.karen)] * 3)
    assert sorted(outcomes) == [0, 0, 4]
    assert (meeting.participants.count(), Message.objects.count()) == (4, 4)
