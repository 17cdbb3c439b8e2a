import pytest

from klyngeokonomi.documents.reading import read
from meetings.actions.add_paper import add_paper
from meetings.enums import MeetingPaperKind
from tests.factories.meetings import plan
from tests.factories.papers import jpeg, upload
from tests.people import People


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.DOCUMENT_ROOT = tmp_path


def test_added_read_and_opened_by_a_member_alone(people: People, client) -> None:
    meeting = plan(people)
    client.force_login(people.karen)
    data = {"kind": "programme", "file": upload(jpeg(), "program.jpg")}
    assert client.post(f"/moeder/{meeting.pk}/papirer/", data).status_code == 302
    paper = meeting.papers.get()
    address = f"/moeder/{meeting.pk}/papirer/{paper.pk}/"
    assert "Filen læses igennem" in client.get(f"/moeder/{meeting.pk}/papirer/").content.decode()
    assert client.get(address).status_code == 404
    read(paper.document_id)
    client.force_login(people.mette)
    assert address in client.get(f"/moeder/{meeting.pk}/papirer/").content.decode()
    response = client.get(address)
    assert (response.status_code, response["X-Content-Type-Options"]) == (200, "nosniff")
    assert b"".join(response.streaming_content)[:2] == b"\xff\xd8"
    client.force_login(people.frede)
    assert client.get(address).status_code == 404


def test_a_wrong_file_is_told_and_the_choice_kept(people: People, client) -> None:
    meeting = plan(people)
    client.force_login(people.karen)
    response = client.post(f"/moeder/{meeting.pk}/papirer/", {"kind": "minutes", "file": upload(b"MZ")})
    assert response.status_code == 409
    assert 'value="minutes"' in response.content.decode()
    assert not meeting.papers.exists()


def test_another_meetings_paper_is_not_found(people: People, client) -> None:
    mine, other = plan(people), plan(people)
    paper = add_paper(other, upload(jpeg()), by=people.karen, kind=MeetingPaperKind.AGENDA)
    client.force_login(people.karen)
    assert client.get(f"/moeder/{mine.pk}/papirer/{paper.pk}/").status_code == 404


@pytest.mark.parametrize("papers", [1, 3])
def test_queries_do_not_grow(people: People, client, papers: int, django_assert_num_queries) -> None:
    meeting = plan(people)
    for shade in range(papers):
        add_paper(meeting, upload(jpeg(shade)), by=people.karen, kind=MeetingPaperKind.AGENDA)
    client.force_login(people.karen)
    client.get(f"/moeder/{meeting.pk}/papirer/")
    with django_assert_num_queries(9):
        assert client.get(f"/moeder/{meeting.pk}/papirer/").status_code == 200
