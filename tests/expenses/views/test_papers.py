import uuid

import pytest

from expenses.models import Voucher
from expenses.states import VoucherState
from klyngeokonomi.documents.models import Document
from meetings.models import Meeting
from tests.factories.expenses import draft, voucher_at
from tests.factories.meetings import plan
from tests.factories.papers import jpeg, upload
from tests.people import give_role

NEW = "/bilag/nyt/"
KEY = "0c2f6c1e-3c54-4d3c-9e0b-6a0f4a2b7d11"


@pytest.fixture
def mette(client, people):
    client.force_login(people.mette)
    return client


def send(client, *files, htmx=False, **fields):
    data = {"form_key": KEY, "kind": "outlay", "files": list(files), **fields}
    return client.post(NEW, data, headers={"HX-Request": "true"} if htmx else {})


def test_the_page_has_a_key_of_its_own_each_time(mette):
    keys = [mette.get(NEW).context["form"]["form_key"].value() for _ in range(2)]
    assert keys[0] != keys[1]
    assert not Voucher.objects.exists()


def test_files_and_key_make_a_draft_and_lead_on(mette, people):
    answer = send(mette, upload(jpeg(1)), upload(jpeg(2), "side 2.jpg"), videre="1")
    voucher = Voucher.objects.get()
    assert answer.headers["Location"] == f"/bilag/{voucher.pk}/hvad/"
    assert (voucher.claimant, voucher.cluster, voucher.state) == (
        people.mette.person,
        people.cluster,
        VoucherState.DRAFT,
    )
    assert [paper.document.name for paper in voucher.attachments.all()] == ["kvittering.jpg", "side 2.jpg"]


def test_a_camera_picture_is_a_file_like_any_other(mette):
    mette.post(NEW, {"form_key": KEY, "camera": upload(jpeg(1), "billede.jpg")})
    assert Voucher.objects.get().attachments.get().document.name == "billede.jpg"


def test_an_unpaid_invoice_makes_the_papers_invoices(mette):
    send(mette, upload(jpeg(1)), kind="invoice")
    voucher = Voucher.objects.get()
    assert (voucher.kind, voucher.attachments.get().kind) == ("invoice", "invoice")


def test_the_same_key_twice_leads_to_the_same_draft(mette):
    first = send(mette, upload(jpeg(1)), videre="1")
    second = send(mette, upload(jpeg(1)), videre="1")
    assert first.headers["Location"] == second.headers["Location"]
    assert Voucher.objects.get().attachments.count() == 1


def test_the_key_of_a_sent_voucher_leads_to_its_page(mette, people):
    voucher = voucher_at(VoucherState.SUBMITTED, people)
    answer = send(mette, upload(jpeg(1)), form_key=str(voucher.form_key))
    assert answer.headers["Location"] == f"/bilag/{voucher.pk}/"
    assert voucher.attachments.count() == 1


def test_anothers_key_is_refused_with_a_sentence(mette, people):
    theirs = draft(people, by=people.karen)
    answer = send(mette, upload(jpeg(1)), form_key=str(theirs.form_key))
    assert answer.status_code == 409
    assert "Siden er forældet. Tryk «Nyt bilag» igen." in answer.content.decode()
    assert theirs.attachments.count() == 1


def test_a_refused_file_gets_its_sentence_and_the_others_are_kept(mette):
    answer = send(mette, upload(jpeg(1)), upload(b"PK\x03\x04zip", "noter.docx"), upload(jpeg(2)), videre="1")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "noter.docx" in page
    assert "Gem dokumentet som PDF" in page
    assert Voucher.objects.get().attachments.count() == 2
    assert 'value="outlay" id="id_kind_0" checked' in page


def test_one_file_sent_by_script_is_answered_with_the_part_of_the_page(mette, part_of):
    part = send(mette, upload(jpeg(1)), htmx=True)
    voucher = Voucher.objects.get()
    whole = mette.get(f"/bilag/{voucher.pk}/papirer/")
    assert f'data-ko-url="/bilag/{voucher.pk}/papirer/"' in part.content.decode()
    assert "<html" not in part.content.decode()
    assert part_of(part.content.decode(), whole.content.decode())
    assert "HX-Request" in part.headers["Vary"]


def test_a_file_refused_to_the_script_is_marked_so_that_it_stays_in_sight(mette):
    part = send(mette, upload(b"GIF89a", "sjov.gif"), htmx=True).content.decode()
    assert part.count("data-ko-refused") == 1
    assert "Billedet er i formatet GIF" in part


def test_a_meeting_may_be_given(mette, people):
    meeting = plan(people)
    assert mette.get(NEW, {"moede": meeting.pk}).context["form"]["moede"].value() == str(meeting.pk)
    send(mette, upload(jpeg(1)), moede=meeting.pk)
    assert Voucher.objects.get().meeting == meeting


def test_a_foreign_meeting_makes_nothing(mette, people):
    foreign = plan(people, by=people.sara, cluster=people.other_cluster)
    answer = send(mette, upload(jpeg(1)), moede=foreign.pk)
    assert answer.status_code == 200
    assert "moede" in answer.context["form"].errors
    assert not Voucher.objects.exists()
    assert not Document.objects.exists()


def test_a_foreign_cluster_makes_nothing(mette, people):
    send(mette, upload(jpeg(1)), klynge=people.other_cluster.pk)
    assert not Voucher.objects.exists()


def test_who_is_in_two_clusters_is_asked_which(mette, people):
    give_role(people.mette, "member", people.other_cluster)
    asked = send(mette, upload(jpeg(1)))
    assert "Vælg den klynge, bilaget gælder." in asked.content.decode()
    send(mette, upload(jpeg(1)), klynge=people.other_cluster.pk)
    assert Voucher.objects.get().cluster == people.other_cluster


def test_fields_that_are_not_the_forms_are_passed_over(mette, people):
    extra = {"state": "approved", "gross": "1", "number": "2026-1", "claimant": people.karen.person_id}
    send(mette, upload(jpeg(1)), created_by=people.karen.pk, version="9", **extra)
    voucher = Voucher.objects.get()
    assert (voucher.state, voucher.gross, voucher.number) == ("draft", 0, None)
    assert (voucher.claimant, voucher.created_by) == (people.mette.person, people.mette)


@pytest.mark.parametrize("key", ["", "x", None])
def test_without_a_key_nothing_is_made(mette, key):
    data = {"files": [upload(jpeg(1))]} | ({} if key is None else {"form_key": key})
    assert mette.post(NEW, data).status_code == 200
    assert not Voucher.objects.exists()


def test_who_is_in_no_cluster_is_told_so(client, people):
    client.force_login(people.ove)
    assert "Du er ikke med i en klynge" in client.get(NEW).content.decode()
    send(client, upload(jpeg(1)))
    assert not Voucher.objects.exists()


def test_nobody_signed_in_is_led_to_the_sign_in_and_back(client, people):
    assert client.get(NEW).headers["Location"].endswith("?next=/bilag/nyt/")


def test_the_papers_page_of_a_draft_takes_more_files_and_another_answer(mette, people):
    voucher = draft(people)
    url = f"/bilag/{voucher.pk}/papirer/"
    answer = mette.post(url, {"kind": "invoice", "files": [upload(jpeg(9))], "videre": "1"})
    assert answer.headers["Location"] == f"/bilag/{voucher.pk}/hvad/"
    voucher.refresh_from_db()
    assert (voucher.kind, voucher.attachments.count()) == ("invoice", 2)
    assert mette.post(url, {"laeg": "1"}).headers["Location"] == url
    voucher.refresh_from_db()
    assert voucher.kind == "invoice"


@pytest.mark.parametrize(
    ("who", "of_draft", "of_sent"),
    [("karen", 404, 403), ("frede", 404, 404), ("sara", 404, 403), ("rikke", 404, 403), ("ove", 404, 404)],
)
def test_the_three_pages_are_the_owners(client, people, who, of_draft, of_sent):
    client.force_login(getattr(people, who))
    for voucher, status in [(draft(people), of_draft), (voucher_at(VoucherState.SUBMITTED, people), of_sent)]:
        for step in ("papirer", "hvad", "modtager"):
            assert client.get(f"/bilag/{voucher.pk}/{step}/").status_code == status
            assert client.post(f"/bilag/{voucher.pk}/{step}/", {"supplier": "Tyv"}).status_code == status
    assert not Voucher.objects.filter(supplier="Tyv").exists()


@pytest.mark.parametrize("step", ["papirer", "hvad", "modtager"])
def test_the_owner_of_a_sent_voucher_is_led_to_its_page(mette, people, step):
    voucher = voucher_at(VoucherState.SUBMITTED, people)
    assert mette.get(f"/bilag/{voucher.pk}/{step}/").headers["Location"] == f"/bilag/{voucher.pk}/"


def test_no_meeting_is_made_by_any_of_it(mette, people):
    send(mette, upload(jpeg(1)), moede="999999", form_key=str(uuid.uuid4()))
    assert not Meeting.objects.exists()
