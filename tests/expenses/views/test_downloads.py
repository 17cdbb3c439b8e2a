import pytest

from expenses.states import VoucherState
from klyngeokonomi.audit.models import Record
from tests.factories.expenses import draft, voucher_at

KINDS = ["side/1/", "miniature/", "hent/"]


def url(paper, act):
    return f"/bilag/{paper.voucher_id}/papir/{paper.pk}/{act}"


@pytest.mark.parametrize(
    ("who", "of_draft", "of_sent"),
    [
        ("mette", 200, 200),
        ("karen", 404, 200),
        ("bo", 404, 200),
        ("sara", 404, 200),
        ("rikke", 404, 200),
        ("frede", 404, 404),
        ("ove", 404, 404),
    ],
)
def test_who_opens_a_paper(client, people, who, of_draft, of_sent):
    papers = [draft(people), voucher_at(VoucherState.SUBMITTED, people)]
    client.force_login(getattr(people, who))
    for voucher, status in zip(papers, [of_draft, of_sent], strict=True):
        paper = voucher.attachments.get()
        assert [client.get(url(paper, kind)).status_code for kind in KINDS] == [status] * 3


def test_nobody_signed_in_opens_none(client, people):
    paper = voucher_at(VoucherState.SUBMITTED, people).attachments.get()
    assert {client.get(url(paper, kind)).status_code for kind in KINDS} == {302}


@pytest.mark.parametrize("kind", KINDS)
def test_bytes_are_sandboxed_and_never_sniffed_or_kept(client, people, kind):
    paper = draft(people).attachments.get()
    client.force_login(people.mette)
    answer = client.get(url(paper, kind))
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Disposition"].startswith("attachment" if kind == "hent/" else "inline")


def test_taking_a_paper_away_is_logged_and_looking_is_not(client, people):
    paper = voucher_at(VoucherState.SUBMITTED, people).attachments.get()
    client.force_login(people.karen)
    for kind in ("side/1/", "miniature/"):
        client.get(url(paper, kind))
    assert not Record.objects.filter(act="document_downloaded").exists()
    client.get(url(paper, "hent/"))
    row = Record.objects.get(act="document_downloaded")
    assert (row.by, row.cluster_id, row.subject_id) == (people.karen, people.cluster.pk, str(paper.pk))
    assert row.text == f"Bilag {paper.voucher.number}: kvittering.jpg"


@pytest.mark.parametrize("number", [0, 2, 99])
def test_pages_that_are_not_there_are_404(client, people, number):
    paper = draft(people).attachments.get()
    client.force_login(people.mette)
    assert client.get(url(paper, f"side/{number}/")).status_code == 404
