import pytest

from tests.factories.meetings import held_meeting, invited_meeting, plan, ticked_meeting
from tests.people import People


def shown(client, user, query: str = "") -> str:
    client.force_login(user)
    return client.get(f"/moeder/{query}").content.decode()


def test_each_row_says_how_it_stands_for_the_reader(people: People, client) -> None:
    invited_meeting(people)
    ticked_meeting(people)
    held_meeting(people)
    page = shown(client, people.mette)
    for words in ("Du kommer", "1 kommer", "Liste mangler", "Liste sendt"):
        assert words in page
    assert "Svar mangler" in shown(client, people.dorte)


def test_only_those_who_lead_see_the_button(people: People, client) -> None:
    assert "Nyt møde" in shown(client, people.karen)
    assert "Nyt møde" not in shown(client, people.mette)


def test_empty(people: People, client) -> None:
    page = shown(client, people.frede)
    assert "Ingen møder er planlagt" in page
    assert "Ingen møder er holdt endnu" in page


def test_pages(people: People, client, monkeypatch) -> None:
    monkeypatch.setattr("meetings.selectors.calendar.PAGE", 1)
    plan(people, days=3, topic="Nærmest")
    plan(people, days=4, topic="Senere")
    first = shown(client, people.mette)
    assert ("Nærmest" in first, "Senere møder" in first) == (True, True)
    query = first.split('href="/moeder/?kommende=')[1].split('"')[0]
    second = shown(client, people.mette, f"?kommende={query}")
    assert ("Nærmest" in second, ">Senere<" in second) == (False, True)


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow(people: People, client, rows: int, django_assert_num_queries) -> None:
    for number in range(rows):
        invited_meeting(people, days=number + 1)
        ticked_meeting(people, days=-number - 1)
    client.force_login(people.mette)
    client.get("/moeder/")
    with django_assert_num_queries(10):
        assert client.get("/moeder/").status_code == 200
