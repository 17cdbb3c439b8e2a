"""The sealed original: to the secretariat, with a reason, as a file to keep, and never past the scanner or the seal."""

from email.message import Message

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from approvals.admin.originals import NO_REASON
from expenses.models import Attachment, Voucher
from expenses.states import VoucherState
from klyngeokonomi.audit.models import Record
from klyngeokonomi.documents import storage
from klyngeokonomi.documents.models import Document, Scan, State
from tests.factories.expenses import voucher_at
from tests.people import People, make_people

pytestmark = pytest.mark.django_db
WHY = {"reason": "Siden er ulæselig."}


@pytest.fixture
def people(settings) -> People:
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    return make_people()


@pytest.fixture
def voucher(people: People) -> Voucher:
    return voucher_at(VoucherState.ENDORSED, people)


def ask(client: Client, paper: Attachment, data: dict[str, str]) -> HttpResponse:
    return client.post(
        reverse("admin:approvals_voucherreview_original", args=[paper.voucher_id, paper.pk]), data
    )


def traces() -> list[str]:
    return list(Record.objects.filter(act="original_downloaded").values_list("text", flat=True))


def test_the_secretariat_gets_the_bytes_as_they_came_and_the_log_knows_why(
    client: Client, people: People, voucher: Voucher
) -> None:
    client.force_login(people.sara)
    paper = voucher.attachments.get()
    page = client.get(reverse("admin:approvals_voucherreview_change", args=[voucher.pk])).content.decode()
    assert f"Hvorfor skal du bruge originalen af {paper.document.name}?" in page
    answer = ask(client, paper, WHY)
    assert b"".join(answer.streaming_content) == storage.original(paper.document).read_bytes()
    assert answer["Content-Type"] == "application/octet-stream"
    message = Message()
    message["Content-Disposition"] = answer["Content-Disposition"]
    assert message.get_content_disposition() == "attachment"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert traces() == [f"{voucher}: {paper.document.name}. Begrundelse: Siden er ulæselig."]


def test_without_a_reason_nothing_is_handed_out(client: Client, people: People, voucher: Voucher) -> None:
    client.force_login(people.sara)
    answer = ask(client, voucher.attachments.get(), {"reason": " "})
    assert (answer.status_code, NO_REASON in answer.content.decode(), traces()) == (409, True, [])


def test_nobody_else_gets_it(client: Client, people: People, voucher: Voucher) -> None:
    paper = voucher.attachments.get()
    for user, status in ((people.mette, 404), (people.karen, 404), (people.frede, 404), (people.rikke, 409)):
        client.force_login(user)
        assert ask(client, paper, WHY).status_code == status
    client.force_login(people.sara)
    other = voucher_at(VoucherState.DRAFT, people).attachments.get()
    assert ask(client, other, WHY).status_code == 404
    assert (
        client.get(reverse("admin:approvals_voucherreview_original", args=[voucher.pk, paper.pk])).status_code
        == 405
    )
    assert traces() == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            {"scan": Scan.INFECTED, "scan_found": "Ny.Virus", "state": State.REFUSED, "problem": "Standset."},
            "Filen er i karantæne",
        ),
        ({"scan": Scan.NOT_SCANNED}, "ikke kontrolleret for virus"),
        ({"scan": Scan.CLEAN, "sha256": "0" * 64}, "ikke længere den, der blev lagt op"),
    ],
    ids=["infected", "not scanned", "swapped"],
)
def test_bytes_that_are_not_vouched_for_stay_where_they_are(
    client: Client, people: People, voucher: Voucher, settings, change: dict, sentence: str
) -> None:
    settings.CLAMAV_URL = "unix:///findes/ikke.ctl"
    Document.objects.update(**change)
    client.force_login(people.sara)
    answer = ask(client, voucher.attachments.get(), WHY)
    assert (answer.status_code, sentence in answer.content.decode(), traces()) == (409, True, [])
