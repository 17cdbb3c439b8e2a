import pytest

from tests.factories.meetings import held_meeting, ticked_meeting
from tests.people import People


@pytest.fixture
def karen(people: People, client):
    client.force_login(people.karen)
    return client


def test_corrected_and_shown_as_a_change(people: People, karen) -> None:
    meeting = held_meeting(people)
    dorte = meeting.participants.get(person=people.dorte.person)
    data = {
        "version": "1",
        "reason": "Dorte kom senere.",
        f"was{dorte.pk}": "no_show",
        f"p{dorte.pk}": "attended",
        "new1-name": "Palle Prøve",
        "new1-kind": "staff",
        "new1-presence": "attended",
    }
    shown = karen.post(f"/moeder/{meeting.pk}/ret-listen/", data, follow=True).content.decode()
    assert "Listen er rettet. Udgave 2 er sendt til PLO." in shown
    assert "Dorte Deputy er rettet fra udeblevet til fremmødt." in shown
    assert "Palle Prøve (praksispersonale) er føjet til som fremmødt." in shown
    first = karen.get(f"/moeder/{meeting.pk}/liste/1/").content.decode()
    assert "Listen er rettet siden." in first
    assert "Palle Prøve" not in first


def test_a_refusal_keeps_ticks_and_words(people: People, karen) -> None:
    meeting = held_meeting(people)
    dorte = meeting.participants.get(person=people.dorte.person)
    data = {
        "version": "7",
        "reason": "Dorte kom senere.",
        f"was{dorte.pk}": "no_show",
        f"p{dorte.pk}": "attended",
    }
    response = karen.post(f"/moeder/{meeting.pk}/ret-listen/", data)
    shown = response.content.decode()
    assert response.status_code == 409
    assert "rettet af en anden" in shown
    assert "Dorte kom senere." in shown
    assert f'id="p{dorte.pk}-attended" name="p{dorte.pk}" value="attended" checked' in shown
    assert meeting.lists.count() == 1


def test_an_open_list_is_not_corrected(people: People, karen) -> None:
    meeting = ticked_meeting(people)
    response = karen.get(f"/moeder/{meeting.pk}/ret-listen/", follow=True)
    assert "Listen er ikke lukket endnu" in response.content.decode()
