import uuid

import pytest

from klyngeokonomi.outbox.models import Message
from meetings.models import Meeting
from tests.factories.meetings import evening, plan
from tests.people import People


@pytest.fixture
def typed(people: People) -> dict[str, str]:
    return {
        "cluster": str(people.cluster.pk),
        "kind": "ordinary",
        "topic": "Smerter og afhængighed",
        "date": f"{evening(9):%Y-%m-%d}",
        "start": "18:00",
        "end": "21:00",
        "place": "Prøveby Kro",
        "country": "DK",
        "programme": "Oplæg",
        "invite": "on",
        "form_key": str(uuid.uuid4()),
    }


def test_planned_and_invited(people: People, client, typed) -> None:
    client.force_login(people.karen)
    response = client.post("/moeder/nyt/", typed)
    meeting = Meeting.objects.get()
    assert response["Location"] == f"/moeder/{meeting.pk}/"
    assert (meeting.starts_at, meeting.ends_at) == (evening(9, 18), evening(9, 21))
    assert Message.objects.count() == 4


def test_sent_twice_is_one_meeting(people: People, client, typed) -> None:
    client.force_login(people.karen)
    first, second = client.post("/moeder/nyt/", typed), client.post("/moeder/nyt/", typed)
    assert first["Location"] == second["Location"]
    assert Meeting.objects.count() == 1


def test_a_slip_keeps_what_was_typed(people: People, client, typed) -> None:
    client.force_login(people.karen)
    page = client.post("/moeder/nyt/", {**typed, "end": "17:00"}).content.decode()
    assert "Mødet skal slutte, efter at det begynder" in page
    assert "Smerter og afhængighed" in page
    assert typed["form_key"] in page
    assert not Meeting.objects.exists()


def test_another_cluster_cannot_be_chosen(people: People, client, typed) -> None:
    client.force_login(people.karen)
    client.post("/moeder/nyt/", {**typed, "cluster": str(people.other_cluster.pk)})
    assert not Meeting.objects.exists()


def test_extra_fields_are_ignored(people: People, client, typed) -> None:
    client.force_login(people.karen)
    client.post("/moeder/nyt/", {**typed, "state": "reported", "created_by": str(people.sara.pk)})
    meeting = Meeting.objects.get()
    assert (meeting.state, meeting.created_by) == ("planned", people.karen)


def test_changed_and_refused_when_another_was_first(people: People, client, typed) -> None:
    meeting = plan(people)
    client.force_login(people.karen)
    address = f"/moeder/{meeting.pk}/ret/"
    assert client.post(address, {**typed, "version": "1"})["Location"] == f"/moeder/{meeting.pk}/"
    again = client.post(address, {**typed, "topic": "Mit emne", "version": "1"}).content.decode()
    assert "ændret af en anden" in again
    assert "Mit emne" in again
    meeting.refresh_from_db()
    assert (meeting.topic, meeting.version) == ("Smerter og afhængighed", 2)
