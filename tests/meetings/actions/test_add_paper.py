import pytest

from klyngeokonomi.audit.models import Record
from klyngeokonomi.documents.models import Document
from klyngeokonomi.refused import Refused
from meetings.actions.add_paper import add_paper
from meetings.actions.cancel_meeting import cancel_meeting
from meetings.enums import MeetingPaperKind
from meetings.models import MeetingPaper
from tests.factories.meetings import held_meeting, plan
from tests.factories.papers import jpeg, upload
from tests.people import People


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.DOCUMENT_ROOT = tmp_path


def test_minutes_after_the_list_is_sent(people: People) -> None:
    meeting = held_meeting(people)
    paper = add_paper(meeting, upload(jpeg(), "referat.jpg"), by=people.karen, kind=MeetingPaperKind.MINUTES)
    assert str(paper) == "Referat: referat.jpg"
    assert meeting.papers.get().document.uploaded_by == people.karen
    assert Record.objects.get(act="meeting_paper_added").text == "Referat: referat.jpg"


def test_a_file_that_cannot_be_used_is_refused_with_a_sentence(people: People) -> None:
    with pytest.raises(Refused):
        add_paper(plan(people), upload(b"MZ not a picture", "x.jpg"), by=people.karen, kind="agenda")
    assert (MeetingPaper.objects.count(), Document.objects.count()) == (0, 0)


def test_members_may_not_and_nothing_is_received(people: People) -> None:
    with pytest.raises(Refused, match="Det kan kun klyngens koordinator"):
        add_paper(plan(people), upload(jpeg()), by=people.mette, kind=MeetingPaperKind.AGENDA)
    assert not Document.objects.exists()


def test_not_to_a_cancelled_meeting(people: People) -> None:
    meeting = cancel_meeting(plan(people), by=people.karen, reason="Sygdom")
    with pytest.raises(Refused, match="Mødet er aflyst"):
        add_paper(meeting, upload(jpeg()), by=people.karen, kind=MeetingPaperKind.AGENDA)
