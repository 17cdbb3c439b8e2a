"""A voucher's paper and the virus scanner: kept back while it gives no answer, in quarantine when it finds one."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from approvals.actions.endorse_voucher import endorse_voucher
from clusters.actions.report_quarantined import report_quarantined
from expenses.actions.attach_document import attach_document
from expenses.actions.submit_voucher import submit_voucher
from expenses.models import Attachment
from klyngeokonomi.audit.models import Record
from klyngeokonomi.documents import reading, scanner
from klyngeokonomi.documents.models import Document, State
from klyngeokonomi.documents.progress import progress_of
from klyngeokonomi.documents.receive import receive
from klyngeokonomi.outbox.models import Message
from klyngeokonomi.refused import Refused
from tests.clamd import SIGNATURE, TEST_VIRUS, Clamd
from tests.factories.expenses import draft
from tests.factories.papers import jpeg, upload
from tests.fake_clamd import STALL, FakeClamd
from tests.people import People, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(settings) -> People:
    settings.CLAMAV_SECONDS = 0.3
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    return make_people()


def sent_in(people: People, content: bytes) -> Attachment:
    """A submitted voucher with the one paper, which a worker has just had in hand."""
    voucher = draft(people, with_paper=False)
    paper = attach_document(voucher, receive(upload(content), by=people.mette), by=people.mette)
    submit_voucher(voucher, by=people.mette)
    reading.read(paper.document_id)
    paper.document.refresh_from_db()
    return paper


def served(people: People, paper: Attachment) -> list[str]:
    """The doors through which Karen, who coordinates, or Mette, whose it is, gets any byte of it."""
    doors = []
    for user in (people.mette, people.karen):
        client = Client()
        client.force_login(user)
        for name, number in (("paper_page", [1]), ("paper_thumbnail", []), ("paper_download", [])):
            address = reverse(f"expenses:{name}", args=[paper.voucher_id, paper.pk, *number])
            if client.get(address).status_code == 200:
                doors.append(f"{user}: {name}")
    return doors


def time_to_ask_again() -> None:
    Document.objects.update(scan_again_at=timezone.now(), uploaded_at="2026-01-01T12:00:00Z")


def scan_stalled(people: People, tmp_path: Path, settings) -> tuple[Attachment, FakeClamd]:
    scanner_ = FakeClamd(tmp_path, STALL)
    settings.CLAMAV_URL = scanner_.url
    return sent_in(people, jpeg() + TEST_VIRUS), scanner_


@pytest.mark.case("T052")
def test_a_paper_waits_while_the_scanner_gives_no_answer(people: People, tmp_path: Path, settings) -> None:
    paper, stalled = scan_stalled(people, tmp_path, settings)
    assert (paper.document.state, paper.document.scan, paper.document.attempts) == ("received", "waiting", 0)
    assert progress_of([paper.document])[0].sentence == "Papiret venter på viruskontrol"
    assert served(people, paper) == []
    with pytest.raises(Refused, match="venter på viruskontrol"):
        endorse_voucher(paper.voucher, by=people.karen)
    assert reading.sweep() == 0
    stalled.close()
    time_to_ask_again()
    assert reading.sweep() == 1
    paper.document.refresh_from_db()
    assert (paper.document.state, paper.document.scan) == ("received", "waiting")
    FakeClamd(tmp_path)
    time_to_ask_again()
    assert reading.sweep() == 1
    paper.document.refresh_from_db()
    assert (paper.document.state, paper.document.scan, paper.document.attempts) == ("ready", "clean", 1)
    assert len(served(people, paper)) == 6


@pytest.mark.twin("T052")
def test_a_scanner_that_may_be_skipped_lets_the_virus_through(
    people: People, tmp_path: Path, settings, monkeypatch
) -> None:
    asks = scanner.scan

    def open_when_it_fails(path: Path) -> str:
        try:
            return asks(path)
        except scanner.Unavailable:
            return ""

    monkeypatch.setattr(scanner, "scan", open_when_it_fails)
    paper, _ = scan_stalled(people, tmp_path, settings)
    assert paper.document.state == State.READY
    assert len(served(people, paper)) == 6


def test_one_paper_that_waits_ends_the_sweep(people: People, tmp_path: Path, settings) -> None:
    settings.CLAMAV_URL = f"unix://{tmp_path}/findes-ikke"
    for shade in (1, 2, 3):
        receive(upload(jpeg(shade)), by=people.mette)
    Document.objects.update(uploaded_at="2026-01-01T12:00:00Z")
    assert [reading.sweep() for _ in range(4)] == [1, 1, 1, 0]


def seen_by_the_secretariat(people: People) -> str:
    client = Client()
    client.force_login(people.sara)
    return client.get(reverse("admin:documents_quarantineddocument_changelist")).content.decode()


@pytest.mark.case("T081")
def test_a_known_virus_is_kept_in_quarantine_and_told_of(people: People, clamd: Clamd, settings) -> None:
    settings.CLAMAV_URL = clamd.url
    paper = sent_in(people, jpeg() + TEST_VIRUS)
    assert (paper.document.state, paper.document.scan) == ("refused", "infected")
    assert paper.document.scan_found == f"{SIGNATURE}.UNOFFICIAL"
    assert paper.document.problem.startswith("Filen er standset af viruskontrollen")
    assert served(people, paper) == []
    with pytest.raises(Refused, match=r"kan ikke bruges\. Returnér bilaget"):
        endorse_voucher(paper.voucher, by=people.karen)
    assert (report_quarantined(), report_quarantined()) == (1, 0)
    told = Message.objects.filter(key__contains=":quarantined")
    assert set(told.values_list("to", flat=True)) == {settings.PLO_EMAIL, people.mette.person.email}
    assert Record.objects.filter(act="document_quarantined", subject_id=str(paper.document_id)).count() == 1
    assert f"{SIGNATURE}.UNOFFICIAL" in seen_by_the_secretariat(people)
    clean = sent_in(people, jpeg(7))
    assert (clean.document.state, clean.document.scan) == ("ready", "clean")


@pytest.mark.twin("T081")
def test_without_a_scanner_the_virus_is_passed_on(people: People, settings) -> None:
    settings.CLAMAV_URL = ""
    paper = sent_in(people, jpeg() + TEST_VIRUS)
    assert paper.document.state == State.READY
    assert len(served(people, paper)) == 6
    assert report_quarantined() == 0


def test_pages_drawn_before_the_virus_was_known_are_shown_no_more(
    people: People, tmp_path: Path, settings
) -> None:
    paper = sent_in(people, jpeg())
    assert len(served(people, paper)) == 6
    settings.CLAMAV_URL = FakeClamd(tmp_path, "stream: Ny.Virus FOUND").url
    Document.objects.update(state=State.RECEIVED)
    reading.read(paper.document_id)
    assert served(people, paper) == []
