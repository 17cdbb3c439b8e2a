"""Every address of a meeting, by every person: who gets in, who is told why not, who learns nothing."""

import pytest
from django.urls import reverse

from meetings.urls import urlpatterns
from tests.factories.meetings import held_meeting, plan
from tests.people import People

MEMBERS = ("mette", "bo")
LEADERS = ("karen", "dorte", "sara")
STRANGERS = ("frede", "ove")
READ = ("meeting", "papers", "economy", "history")
LEAD = ("meeting_change", "meeting_close", "meeting_cancel", "presence", "list_correct")
POST_BY_LEADERS = (
    "meeting_invite",
    "participant_add",
    "meeting_close",
    "meeting_cancel",
    "presence",
    "papers",
)


def get(client, user, name: str, *args):
    client.force_login(user)
    return client.get(reverse(f"meetings:{name}", args=args)).status_code


def test_every_address_is_named_here() -> None:
    named = {*READ, *LEAD, *POST_BY_LEADERS, "meeting_list", "meeting_new", "meeting_answer"}
    named |= {"participant_remove", "paper", "frozen_list"}
    assert {pattern.name for pattern in urlpatterns} == named


@pytest.mark.parametrize("name", [*READ, *LEAD])
def test_without_sign_in(people: People, client, name: str) -> None:
    response = client.get(reverse(f"meetings:{name}", args=[plan(people).pk]))
    assert (response.status_code, response["Location"].split("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("who", [*MEMBERS, *LEADERS, "rikke"])
def test_the_cluster_and_plo_read(people: People, client, name: str, who: str) -> None:
    assert get(client, getattr(people, who), name, plan(people).pk) == 200


@pytest.mark.parametrize("name", [*READ, *LEAD])
@pytest.mark.parametrize("who", STRANGERS)
def test_strangers_find_nothing(people: People, client, name: str, who: str) -> None:
    assert get(client, getattr(people, who), name, plan(people).pk) == 404


@pytest.mark.parametrize("name", LEAD)
@pytest.mark.parametrize("who", [*MEMBERS, "rikke"])
def test_those_who_do_not_lead_are_told_so(people: People, client, name: str, who: str) -> None:
    client.force_login(getattr(people, who))
    response = client.get(reverse(f"meetings:{name}", args=[plan(people, days=-1).pk]))
    assert response.status_code == 403
    assert "Det kan kun klyngens koordinator" in response.content.decode()


@pytest.mark.parametrize("name", POST_BY_LEADERS)
@pytest.mark.parametrize(("who", "status"), [("mette", 403), ("rikke", 403), ("frede", 404), ("ove", 404)])
def test_posts_by_others_change_nothing(people: People, client, name: str, who: str, status: int) -> None:
    meeting = plan(people, days=-1)
    client.force_login(getattr(people, who))
    data = {"name": "Tove Prøve", "kind": "guest", "reason": "x", "resten": "1"}
    assert client.post(reverse(f"meetings:{name}", args=[meeting.pk]), data).status_code == status
    meeting.refresh_from_db()
    assert meeting.is_planned
    assert not meeting.participants.exists()


@pytest.mark.parametrize(("who", "status"), [("mette", 200), ("rikke", 200), ("sara", 200), ("frede", 404)])
def test_a_frozen_list(people: People, client, who: str, status: int) -> None:
    assert get(client, getattr(people, who), "frozen_list", held_meeting(people).pk, 1) == status


def test_a_version_that_is_not_there(people: People, client) -> None:
    assert get(client, people.mette, "frozen_list", held_meeting(people).pk, 2) == 404


def test_planning_is_for_those_who_lead_somewhere(people: People, client) -> None:
    for user, status in [(people.karen, 200), (people.sara, 200), (people.mette, 403), (people.rikke, 403)]:
        assert get(client, user, "meeting_new") == status


@pytest.mark.parametrize("name", ["meeting_answer", "meeting_invite", "participant_add"])
def test_acts_are_posts(people: People, client, name: str) -> None:
    assert get(client, people.karen, name, plan(people).pk) == 405


def test_another_meetings_participant_is_not_found(people: People, client) -> None:
    mine, other = plan(people), plan(people, invite=True)
    client.force_login(people.karen)
    row = other.participants.first()
    response = client.post(reverse("meetings:participant_remove", args=[mine.pk, row.pk]))
    assert response.status_code == 404
    assert other.participants.count() == 4
