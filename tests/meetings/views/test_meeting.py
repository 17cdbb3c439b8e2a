import pytest
from django.contrib.messages import get_messages

from clusters.enums import MemberKind, Role
from meetings.actions.add_participant import add_participant
from meetings.actions.invite_participants import invite_participants
from meetings.enums import Answer, Presence
from tests.factories.meetings import held_meeting, invited_meeting, plan
from tests.people import People, give_role, person_with_account


def told(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def page(client, user, meeting) -> str:
    client.force_login(user)
    return client.get(meeting.get_absolute_url()).content.decode()


@pytest.mark.parametrize(("svar", "answer"), [("yes", Answer.YES), ("no", Answer.NO), ("x", Answer.NO)])
def test_answer_and_change_it(people: People, client, svar: str, answer: Answer) -> None:
    meeting = plan(people, invite=True)
    client.force_login(people.mette)
    response = client.post(f"/moeder/{meeting.pk}/svar/", {"svar": svar})
    assert response["Location"] == f"/moeder/{meeting.pk}/"
    assert meeting.participants.get(person=people.mette.person).answer == answer


def test_the_question_is_for_the_invited(people: People, client) -> None:
    meeting = invited_meeting(people)
    assert "Kommer du?" in page(client, people.dorte, meeting)
    assert "Du har svaret, at du kommer" in page(client, people.mette, meeting)
    assert "Jeg kommer" not in page(client, people.sara, meeting)


def test_too_late_an_answer_is_told(people: People, client) -> None:
    meeting = plan(people, days=-1, invite=True)
    client.force_login(people.mette)
    response = client.post(f"/moeder/{meeting.pk}/svar/", {"svar": "yes"})
    assert told(response) == ["Mødet er begyndt. Sig det til koordinatoren, hvis du er forhindret."]


def test_invited_and_nobody_left_to_invite(people: People, client) -> None:
    meeting = plan(people)
    client.force_login(people.karen)
    assert told(client.post(f"/moeder/{meeting.pk}/inviter/")) == ["4 medlemmer er sat på listen."]
    again = client.post(f"/moeder/{meeting.pk}/inviter/")
    assert "Alle klyngens medlemmer står allerede på listen." in told(again)


def test_doctors_alone_are_invited(people: People, client) -> None:
    give_role(person_with_account("Pia", "Personale"), Role.MEMBER, people.cluster, kind=MemberKind.STAFF)
    meeting = plan(people)
    assert "Kun lægerne" in page(client, people.karen, meeting)
    assert told(client.post(f"/moeder/{meeting.pk}/inviter/", {"uden_personale": "1"})) == [
        "4 medlemmer er sat på listen."
    ]


def test_a_name_before_the_meeting_and_after(people: People, client) -> None:
    ahead, held = plan(people), plan(people, days=-1)
    client.force_login(people.karen)
    data = {"name": "Tove Prøve", "kind": "speaker"}
    assert client.post(f"/moeder/{ahead.pk}/deltager/", data)["Location"] == f"/moeder/{ahead.pk}/"
    assert client.post(f"/moeder/{held.pk}/deltager/", data)["Location"] == f"/moeder/{held.pk}/fremmoede/"
    assert ahead.participants.get().presence == Presence.UNKNOWN
    assert held.participants.get().presence == Presence.ATTENDED


def test_a_refused_name_is_kept_in_the_form(people: People, client) -> None:
    meeting = plan(people)
    add_participant(meeting, by=people.karen, name="Tove Prøve")
    client.force_login(people.karen)
    shown = client.post(
        f"/moeder/{meeting.pk}/deltager/", {"name": "Tove prøve", "kind": "staff"}
    ).content.decode()
    assert "Tove prøve står allerede på listen" in shown
    assert 'value="Tove prøve"' in shown


def test_removed(people: People, client) -> None:
    meeting = plan(people)
    row = add_participant(meeting, by=people.karen, name="Tove Prøve")
    client.force_login(people.karen)
    client.post(f"/moeder/{meeting.pk}/deltager/{row.pk}/fjern/")
    assert not meeting.participants.exists()


def test_members_see_names_and_no_buttons(people: People, client) -> None:
    meeting = invited_meeting(people)
    shown = page(client, people.mette, meeting)
    assert "Bo Bestyrelse" in shown
    for words in ("Fjern", "Ret mødet", "Aflys", "Invitér", "Tilføj gæst"):
        assert words not in shown


def test_a_sent_list_leads_to_the_paper(people: People, client) -> None:
    meeting = held_meeting(people)
    shown = page(client, people.mette, meeting)
    assert f"/moeder/{meeting.pk}/liste/1/" in shown
    assert "Ret deltagerlisten" not in shown
    assert "Ret deltagerlisten" in page(client, people.karen, meeting)


@pytest.mark.parametrize("names", [1, 3])
def test_queries_do_not_grow(people: People, client, names: int, django_assert_num_queries) -> None:
    meeting = plan(people)
    invite_participants(meeting, by=people.karen)
    for number in range(names):
        add_participant(meeting, by=people.karen, name=f"Gæst {number}")
    client.force_login(people.karen)
    client.get(meeting.get_absolute_url())
    with django_assert_num_queries(10):
        assert client.get(meeting.get_absolute_url()).status_code == 200
