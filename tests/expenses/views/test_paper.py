import pytest

from expenses.states import VoucherState
from klyngeokonomi.documents.reading import read
from tests.factories.expenses import draft, voucher_at
from tests.factories.papers import jpeg, upload

HX = {"HX-Request": "true"}


@pytest.fixture
def paper(people):
    return draft(people).attachments.get()


@pytest.fixture
def mette(client, people):
    client.force_login(people.mette)
    return client


def url(paper, act=""):
    return f"/bilag/{paper.voucher_id}/papir/{paper.pk}/{act}"


def test_the_kind_is_changed_with_and_without_a_script(mette, paper):
    plain = mette.post(url(paper, "slags/"), {"kind": "programme"})
    assert plain.headers["Location"] == f"/bilag/{paper.voucher_id}/papirer/"
    paper.refresh_from_db()
    assert paper.kind == "programme"
    part = mette.post(url(paper, "slags/"), {"kind": "payment_proof"}, headers=HX).content.decode()
    assert f'<li id="papir-{paper.pk}"' in part
    assert '<option value="payment_proof" selected>' in part


def test_an_unknown_kind_changes_nothing(mette, paper):
    mette.post(url(paper, "slags/"), {"kind": "gold"})
    paper.refresh_from_db()
    assert paper.kind == "receipt"


def test_a_turn_shows_the_paper_as_waiting(mette, paper):
    part = mette.post(url(paper, "drej/"), headers=HX).content.decode()
    paper.document.refresh_from_db()
    assert paper.document.rotation == 90
    assert 'hx-trigger="load delay:1500ms"' in part
    again = mette.post(url(paper, "drej/"), headers=HX).content.decode()
    assert "Filen kan først drejes, når den er læst." in again
    assert mette.post(url(paper, "drej/")).status_code == 409


def test_removed_it_is_gone_from_the_voucher(mette, paper):
    assert mette.post(url(paper, "fjern/"), headers=HX).content == b""
    assert not paper.voucher.attachments.exists()
    assert mette.get(url(paper)).status_code == 404


def test_the_preview_asks_again_until_it_is_read_and_then_brings_the_tools(mette, people):
    voucher = draft(people, with_paper=False)
    mette.post(f"/bilag/{voucher.pk}/papirer/", {"files": [upload(jpeg(7))]})
    paper = voucher.attachments.get()
    waiting = mette.get(url(paper)).content.decode()
    assert "Modtaget, venter på at blive læst" in waiting
    assert f'hx-get="{url(paper)}"' in waiting
    read(paper.document_id)
    ready = mette.get(url(paper)).content.decode()
    assert "hx-get" not in ready
    assert f'src="{url(paper, "miniature/")}?v=1"' in ready
    assert f'id="redskaber-{paper.pk}" hx-swap-oob="true"' in ready


def test_a_paper_that_cannot_be_read_says_why_and_can_only_be_removed(mette, people):
    voucher = draft(people, with_paper=False)
    mette.post(f"/bilag/{voucher.pk}/papirer/", {"files": [upload(b"%PDF-1.7 nothing more", "tom.pdf")]})
    paper = voucher.attachments.get()
    read(paper.document_id)
    part = mette.get(url(paper)).content.decode()
    assert "Filen er beskadiget" in part
    assert "Drej" not in part
    assert "Fjern" in part


@pytest.mark.parametrize("act", ["slags/", "drej/", "fjern/"])
@pytest.mark.parametrize(("who", "status"), [("karen", 403), ("sara", 403), ("rikke", 403), ("frede", 404)])
def test_others_change_no_paper(client, people, who, status, act):
    paper = voucher_at(VoucherState.SUBMITTED, people).attachments.get()
    client.force_login(getattr(people, who))
    assert client.post(url(paper, act), {"kind": "other"}).status_code == status
    paper.refresh_from_db()
    assert (paper.kind, paper.document.rotation) == ("receipt", 0)


def test_a_sent_vouchers_papers_stand(mette, people):
    paper = voucher_at(VoucherState.SUBMITTED, people).attachments.get()
    assert mette.post(url(paper, "fjern/")).headers["Location"] == f"/bilag/{paper.voucher_id}/"
    answer = mette.post(url(paper, "fjern/"), headers=HX)
    assert (answer.status_code, "Bilaget er sendt" in answer.content.decode()) == (409, True)
    assert paper.voucher.attachments.exists()


def test_a_paper_of_another_voucher_is_not_reached_through_ones_own(mette, people, paper):
    theirs = voucher_at(VoucherState.SUBMITTED, people, by=people.bo).attachments.get()
    for act in ("", "miniature/", "hent/", "side/1/"):
        assert mette.get(f"/bilag/{paper.voucher_id}/papir/{theirs.pk}/{act}").status_code == 404
    assert mette.post(f"/bilag/{paper.voucher_id}/papir/{theirs.pk}/fjern/").status_code == 404


@pytest.mark.parametrize("act", ["slags/", "drej/", "fjern/"])
def test_nothing_changes_by_a_link(mette, paper, act):
    assert mette.get(url(paper, act)).status_code == 405
