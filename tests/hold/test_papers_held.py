"""A voucher's papers on their way through the house: exchanged, guessed at, too much of them, not looked at."""

from collections.abc import Callable

import pikepdf
import pytest
from django.conf import settings as product
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from approvals.actions.approve_voucher import approve_voucher
from expenses.actions.attach_document import attach_document
from expenses.actions.submit_voucher import submit_voucher
from expenses.models import Attachment, Voucher
from expenses.selectors import papers as papers_selector
from expenses.states import VoucherState
from expenses.views import downloads
from klyngeokonomi.documents import storage
from klyngeokonomi.documents.models import Document
from klyngeokonomi.documents.receive import receive
from klyngeokonomi.refused import Refused
from tests.factories.expenses import draft, voucher_at
from tests.factories.papers import jpeg, read_to_the_end, upload
from tests.klyngeokonomi.documents import corpus
from tests.people import People, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(settings) -> People:
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    return make_people()


def browser(user: object) -> Client:
    client = Client()
    client.force_login(user)
    return client


def exchanged_after_endorsement(people: People, which: Callable) -> tuple[Voucher, Callable[[], None]]:
    """An endorsed voucher whose bytes on the disk are others now, and how to put them back."""
    voucher = voucher_at(VoucherState.ENDORSED, people)
    path = which(voucher.attachments.get().document)
    before = path.read_bytes()
    path.write_bytes(jpeg(99))
    return voucher, lambda: path.write_bytes(before) and None


@pytest.mark.parametrize("which", [storage.original, lambda one: storage.page(one, 1)], ids=["file", "page"])
@pytest.mark.case("T085")
def test_a_file_exchanged_after_it_was_endorsed_stops_the_approval(people: People, which: Callable) -> None:
    voucher, put_back = exchanged_after_endorsement(people, which)
    with pytest.raises(Refused, match="ikke længere den, der blev lagt op"):
        approve_voucher(voucher, by=people.sara)
    voucher.refresh_from_db()
    assert voucher.state == VoucherState.ENDORSED
    put_back()
    assert approve_voucher(voucher, by=people.sara).voucher.state == VoucherState.APPROVED


@pytest.mark.twin("T085")
def test_without_its_hash_the_exchanged_file_is_approved(people: People, monkeypatch) -> None:
    voucher, _ = exchanged_after_endorsement(people, storage.original)
    monkeypatch.setattr(papers_selector, "any_broken", lambda documents: None)
    approve_voucher(voucher, by=people.sara)
    voucher.refresh_from_db()
    assert voucher.state == VoucherState.APPROVED


def test_looking_at_a_case_reads_no_file_through(people: People, monkeypatch) -> None:
    voucher = voucher_at(VoucherState.SUBMITTED, people)
    monkeypatch.setattr(papers_selector, "any_broken", lambda documents: pytest.fail("it was hashed"))
    assert browser(people.karen).get(reverse("approvals:decide", args=[voucher.pk])).status_code == 200


def guesses(document: Document) -> list[str]:
    """Addresses into the store, as someone would try who knows the paper's id."""
    place = f"{document.pk}/original"
    roots = ("", "documents/", "media/", "static/", "static/../var/documents/", "static/%2e%2e/documents/")
    return [f"/{root}{place}" for root in roots] + [f"/documents/{document.pk}/v1/page-1.jpg"]


def doors(paper: Attachment) -> list[str]:
    return [
        reverse(f"expenses:{name}", args=[paper.voucher_id, paper.pk, *rest])
        for name, rest in (("paper_page", [1]), ("paper_thumbnail", []), ("paper_download", []))
    ]


def taken(addresses: list[str], *clients: Client) -> list[str]:
    """The addresses that gave one of these browsers bytes."""
    return [address for client in clients for address in addresses if client.get(address).status_code == 200]


@pytest.mark.case("T077")
def test_a_paper_is_had_through_its_door_and_by_its_own_people_alone(people: People) -> None:
    paper = voucher_at(VoucherState.SUBMITTED, people).attachments.get()
    assert taken(guesses(paper.document), Client(), browser(people.mette)) == []
    assert taken(doors(paper), Client(), browser(people.frede), browser(people.ove)) == []
    for user in (people.mette, people.karen, people.sara):
        assert taken(doors(paper), browser(user)) == doors(paper)


@pytest.mark.twin("T077")
def test_a_door_that_asks_the_number_alone_gives_a_stranger_the_paper(people: People, monkeypatch) -> None:
    paper = voucher_at(VoucherState.SUBMITTED, people).attachments.get()
    by_number = Attachment.objects.select_related("voucher", "document")
    monkeypatch.setattr(downloads, "visible_paper", lambda request, pk, paper: by_number.get(pk=paper))
    monkeypatch.setattr(downloads, "why_not_open_paper", lambda user, voucher: None)
    assert taken(doors(paper), browser(people.frede)) == doors(paper)


def send(people: People, *, files: list[bytes], fields: int = 0) -> tuple[int, int]:
    """The answer's status, and how many files were kept."""
    voucher = draft(people, with_paper=False)
    data = {f"felt{number}": "x" for number in range(fields)}
    data["files"] = [SimpleUploadedFile(f"{number}.jpg", content) for number, content in enumerate(files)]
    answer: HttpResponse = browser(people.mette).post(
        reverse("expenses:voucher_papers", args=[voucher.pk]), data
    )
    return answer.status_code, Document.objects.count()


@pytest.mark.case("T078")
def test_too_large_too_many_and_too_long_a_form_is_turned_away_by_the_product_itself(people: People) -> None:
    assert send(people, files=[jpeg().ljust(30 << 20, b"\0")]) == (200, 0)
    assert send(people, files=[b"no picture"] * 150) == (400, 0)
    assert send(people, files=[jpeg()], fields=10_000) == (400, 0)


@pytest.mark.twin("T078")
def test_djangos_own_limits_and_ours_taken_away_all_of_it_is_kept(people: People, settings) -> None:
    settings.DOCUMENT_MAX_BYTES = 1 << 30
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = None
    assert send(people, files=[jpeg().ljust(30 << 20, b"\0")]) == (302, 1)
    assert send(people, files=[b"no picture"] * 150)[0] == 200
    assert send(people, files=[jpeg()], fields=1_500) == (302, 2)


def of_three_pages(people: People) -> Attachment:
    """A submitted voucher with a PDF whose last page says something else than its first."""

    def on_the_last(made: pikepdf.Pdf) -> None:
        made.pages[2].Contents = made.make_stream(b"BT /F1 30 Tf 50 500 Td (Betal til en anden) Tj ET")

    voucher = draft(people, with_paper=False)
    document = receive(upload(corpus.pdf(pages=3, change=on_the_last), "faktura.pdf"), by=people.mette)
    read_to_the_end(document)
    paper = attach_document(voucher, document, by=people.mette)
    submit_voucher(voucher, by=people.mette)
    return paper


def pages_not_shown(people: People) -> set[int]:
    """Pages of the PDF that are on neither the coordinator's page nor any other place before the button."""
    paper = of_three_pages(people)
    with pikepdf.open(storage.original(paper.document)) as sent:
        every = set(range(1, len(sent.pages) + 1))
    html = browser(people.karen).get(reverse("approvals:decide", args=[paper.voucher_id])).content.decode()
    before, button, _ = html.partition(f'action="{reverse("approvals:endorse", args=[paper.voucher_id])}"')
    assert button
    assert "3 sider" in before.replace("\xa0", " ").replace("&nbsp;", " ")
    doors = {page: reverse("expenses:paper_page", args=[paper.voucher_id, paper.pk, page]) for page in every}
    return {page for page, door in doors.items() if f'src="{door}' not in before}


@pytest.mark.case("T086")
def test_every_page_is_on_the_screen_with_their_number_before_anyone_decides(people: People) -> None:
    assert pages_not_shown(people) == set()


@pytest.mark.twin("T086")
def test_a_screen_with_the_first_page_alone_hides_what_the_last_one_says(people: People, settings) -> None:
    first_only = (product.BASE_DIR / "templates/approvals/_papers.html").read_text()
    first_only = first_only.replace("page_set.all %}", "page_set.all|slice:':1' %}")
    options = {
        "loaders": [
            ("django.template.loaders.locmem.Loader", {"approvals/_papers.html": first_only}),
            "django.template.loaders.filesystem.Loader",
            "django.template.loaders.app_directories.Loader",
        ]
    }
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**engine, "APP_DIRS": False, "OPTIONS": {**engine["OPTIONS"], **options}}]
    assert pages_not_shown(people) == {2, 3}
