import pytest

from meetings.actions.add_participant import add_participant
from tests.factories.meetings import held_meeting, plan, ticked_meeting
from tests.people import People


@pytest.fixture
def karen(people: People, client):
    client.force_login(people.karen)
    return client


def test_what_is_sent_is_shown_first(people: People, karen) -> None:
    meeting = ticked_meeting(people)
    shown = karen.get(f"/moeder/{meeting.pk}/luk/").content.decode()
    assert "Listen fryses og sendes til PLO" in shown
    assert "Mette Medlem" in shown
    assert "disabled" not in shown
    assert not meeting.lists.exists()


def test_closed_and_a_second_click_says_that_it_is(people: People, karen) -> None:
    meeting = ticked_meeting(people)
    first = karen.post(f"/moeder/{meeting.pk}/luk/", follow=True).content.decode()
    second = karen.post(f"/moeder/{meeting.pk}/luk/", follow=True).content.decode()
    assert "Mødet er lukket, og deltagerlisten er sendt til PLO." in first
    assert "Deltagerlisten er sendt til PLO." in second
    assert meeting.lists.count() == 1


def test_a_list_with_holes_is_refused_in_words(people: People, karen) -> None:
    meeting = ticked_meeting(people)
    add_participant(meeting, by=people.karen, name="Tove Prøve")
    assert "disabled" in karen.get(f"/moeder/{meeting.pk}/luk/").content.decode()
    response = karen.post(f"/moeder/{meeting.pk}/luk/")
    assert response.status_code == 409
    assert "1 tilmeldt mangler at blive krydset af" in response.content.decode()
    assert not meeting.lists.exists()


def test_cancelled_with_its_reason(people: People, karen) -> None:
    meeting = plan(people)
    assert "Skriv" not in karen.get(f"/moeder/{meeting.pk}/aflys/").content.decode()
    assert karen.post(f"/moeder/{meeting.pk}/aflys/", {"reason": ""}).status_code == 200
    assert karen.post(f"/moeder/{meeting.pk}/aflys/", {"reason": "Sygdom"}).status_code == 302
    meeting.refresh_from_db()
    assert meeting.is_cancelled
    again = karen.post(f"/moeder/{meeting.pk}/aflys/", {"reason": "Sygdom"}, follow=True)
    assert "Mødet er aflyst." in again.content.decode()


def test_a_held_meeting_is_not_cancelled(people: People, karen) -> None:
    meeting = held_meeting(people)
    karen.post(f"/moeder/{meeting.pk}/aflys/", {"reason": "Sygdom"})
    meeting.refresh_from_db()
    assert meeting.is_reported
