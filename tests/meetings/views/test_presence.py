import pytest

from meetings.actions.close_meeting import close_meeting
from meetings.enums import Presence
from meetings.models import Participant
from tests.factories.meetings import plan, ticked_meeting
from tests.people import People


@pytest.fixture
def karen(people: People, client):
    client.force_login(people.karen)
    return client


def row(meeting, user) -> Participant:
    return meeting.participants.get(person=user.person)


def test_whole_form_without_script(people: People, karen) -> None:
    meeting = plan(people, days=-1, invite=True)
    mette, bo = row(meeting, people.mette), row(meeting, people.bo)
    data = {
        f"was{mette.pk}": "unknown",
        f"p{mette.pk}": "attended",
        f"was{bo.pk}": "unknown",
        f"p{bo.pk}": "no_show",
    }
    response = karen.post(f"/moeder/{meeting.pk}/fremmoede/", data)
    assert response["Location"] == f"/moeder/{meeting.pk}/fremmoede/"
    assert (row(meeting, people.mette).presence, row(meeting, people.bo).presence) == ("attended", "no_show")


def test_what_another_ticked_meanwhile_is_not_undone(people: People, karen) -> None:
    meeting = ticked_meeting(people)
    dorte = row(meeting, people.dorte)
    stale = {f"was{dorte.pk}": "attended", f"p{dorte.pk}": "attended"}
    karen.post(f"/moeder/{meeting.pk}/fremmoede/", stale)
    assert row(meeting, people.dorte).presence == Presence.NO_SHOW


def test_one_tick_with_htmx_answers_with_the_tally_alone(people: People, karen) -> None:
    meeting = ticked_meeting(people)
    bo = row(meeting, people.bo)
    response = karen.post(
        f"/moeder/{meeting.pk}/fremmoede/", {f"p{bo.pk}": "attended"}, HTTP_HX_REQUEST="true"
    )
    shown = response.content.decode()
    assert response.status_code == 200
    assert "<html" not in shown
    assert "HX-Request" in response["Vary"]
    assert "<strong>3</strong> fremmødt · <strong>0</strong> afbud · <strong>1</strong> udeblevet" in shown


def test_a_refused_tick_says_why(people: People, karen) -> None:
    meeting = ticked_meeting(people)
    close_meeting(meeting, by=people.dorte)
    bo = row(meeting, people.bo)
    response = karen.post(
        f"/moeder/{meeting.pk}/fremmoede/", {f"p{bo.pk}": "attended"}, HTTP_HX_REQUEST="true"
    )
    assert response.status_code == 409
    assert "allerede sendt til PLO" in response.content.decode()
    assert row(meeting, people.bo).presence == Presence.DECLINED


def test_a_refused_form_without_script_is_a_page_with_the_sentence(people: People, karen) -> None:
    meeting = ticked_meeting(people)
    bo = row(meeting, people.bo)
    gone = {f"p{bo.pk + 1000}": "attended"}
    response = karen.post(f"/moeder/{meeting.pk}/fremmoede/", gone)
    assert response.status_code == 409
    shown = response.content.decode()
    assert "Listen er ændret af en anden." in shown
    assert shown.count("Listen er ændret af en anden.") == 1
    assert "<h1>Fremmøde</h1>" in shown


def test_the_rest_came_and_on_to_closing(people: People, karen) -> None:
    meeting = ticked_meeting(people)
    Participant.objects.filter(pk=row(meeting, people.dorte).pk).update(presence="unknown", answer="yes")
    karen.post(f"/moeder/{meeting.pk}/fremmoede/", {"resten": "1"})
    assert row(meeting, people.dorte).presence == Presence.ATTENDED
    assert (
        karen.post(f"/moeder/{meeting.pk}/fremmoede/", {"luk": "1"})["Location"]
        == f"/moeder/{meeting.pk}/luk/"
    )


def test_before_the_day_one_is_led_back(people: People, karen) -> None:
    meeting = plan(people, days=2)
    response = karen.get(f"/moeder/{meeting.pk}/fremmoede/", follow=True)
    assert "Fremmøde krydses af fra den dag, mødet holdes." in response.content.decode()


@pytest.mark.parametrize("guests", [1, 3])
def test_queries_do_not_grow(people: People, karen, guests: int, django_assert_num_queries) -> None:
    meeting = ticked_meeting(people, guests=guests)
    karen.get(f"/moeder/{meeting.pk}/fremmoede/")
    with django_assert_num_queries(10):
        assert karen.get(f"/moeder/{meeting.pk}/fremmoede/").status_code == 200
