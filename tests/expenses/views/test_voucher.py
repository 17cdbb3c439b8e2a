import pytest

from expenses.states import VoucherState
from tests.factories.expenses import draft, voucher_at
from tests.factories.meetings import plan


@pytest.fixture
def mette(client, people):
    client.force_login(people.mette)
    return client


def url(voucher, page=""):
    return f"/bilag/{voucher.pk}/{page}"


@pytest.mark.parametrize(
    ("who", "of_draft", "of_sent"),
    [
        ("mette", 200, 200),
        ("bo", 404, 200),
        ("karen", 404, 200),
        ("sara", 404, 200),
        ("rikke", 404, 200),
        ("frede", 404, 404),
        ("ove", 404, 404),
    ],
)
def test_who_sees_a_voucher(client, people, who, of_draft, of_sent):
    client.force_login(getattr(people, who))
    assert client.get(url(draft(people))).status_code == of_draft
    sent = voucher_at(VoucherState.SUBMITTED, people)
    assert client.get(url(sent)).status_code == of_sent
    assert client.get(url(sent, "sendt/")).status_code == of_sent


def test_the_page_tells_who_has_it_and_what_comes_next(mette, people):
    page = mette.get(url(voucher_at(VoucherState.SUBMITTED, people))).content.decode()
    assert "Ligger hos koordinatoren, Karen Koordinator eller Dorte Deputy, i dag." in page
    assert "Når klyngen har godkendt, ser PLO&#x27;s klyngesekretariat på det." in page
    assert "Du sendte bilaget til godkendelse" in page


def test_others_of_the_cluster_see_no_buttons_and_no_account(client, people):
    voucher = voucher_at(VoucherState.SUBMITTED, people)
    client.force_login(people.bo)
    page = client.get(url(voucher)).content.decode()
    assert "Mette Medlem sendte bilaget til godkendelse" in page
    assert "•••• 1234" in page
    assert "0000001234" not in page
    assert "Ret bilaget" not in page
    assert "Træk tilbage" not in page


def test_a_suppliers_account_is_shown_whole_to_who_typed_it_and_masked_to_others(client, people, mette):
    voucher = draft(people, kind="invoice", payee=None, payee_account=None)
    line = {"account": "ny", "method": "fik", "fik_line": "+71<18+81234567<", "send": "1"}
    mette.post(url(voucher, "modtager/"), line)
    assert "+71&lt;000000000000018+81234567&lt;" in mette.get(url(voucher)).content.decode()
    client.force_login(people.karen)
    assert "•••• 4567" in client.get(url(voucher)).content.decode()


@pytest.mark.parametrize("state", [VoucherState.SUBMITTED, VoucherState.ENDORSED])
def test_a_sent_voucher_is_taken_back_to_be_corrected(mette, people, state):
    voucher = voucher_at(state, people)
    assert mette.post(url(voucher, "ret/")).headers["Location"] == url(voucher, "hvad/")
    voucher.refresh_from_db()
    assert voucher.state == VoucherState.RETURNED
    assert "returnerede bilaget" not in mette.get(url(voucher, "hvad/")).content.decode()


def test_an_approved_voucher_stands_and_says_why(mette, people):
    voucher = voucher_at(VoucherState.APPROVED, people)
    sentence = (
        "Bilaget er godkendt til udbetaling. Ring til PLO&#x27;s klyngesekretariat, hvis det er forkert."
    )
    assert sentence in mette.get(url(voucher)).content.decode()
    answer = mette.post(url(voucher, "ret/"))
    assert (answer.status_code, sentence in answer.content.decode()) == (409, True)


@pytest.mark.parametrize(
    ("state", "status", "after"),
    [
        (VoucherState.DRAFT, 302, VoucherState.WITHDRAWN),
        (VoucherState.SUBMITTED, 302, VoucherState.WITHDRAWN),
        (VoucherState.RETURNED, 302, VoucherState.WITHDRAWN),
        (VoucherState.ENDORSED, 409, VoucherState.ENDORSED),
        (VoucherState.WITHDRAWN, 409, VoucherState.WITHDRAWN),
    ],
)
def test_withdrawn_while_it_still_can_be(mette, people, state, status, after):
    voucher = voucher_at(state, people)
    assert mette.post(url(voucher, "traek-tilbage/")).status_code == status
    voucher.refresh_from_db()
    assert voucher.state == after


@pytest.mark.parametrize("act", ["ret/", "traek-tilbage/"])
@pytest.mark.parametrize(("who", "status"), [("karen", 409), ("sara", 409), ("frede", 404)])
def test_only_the_owner_takes_it_back(client, people, who, status, act):
    voucher = voucher_at(VoucherState.SUBMITTED, people)
    client.force_login(getattr(people, who))
    assert client.post(url(voucher, act)).status_code == status
    voucher.refresh_from_db()
    assert voucher.state == VoucherState.SUBMITTED


@pytest.mark.parametrize("act", ["ret/", "traek-tilbage/"])
def test_nothing_happens_by_a_link(mette, people, act):
    assert mette.get(url(draft(people), act)).status_code == 405


def test_the_receipt_offers_another_voucher_for_the_same_meeting(mette, people):
    meeting = plan(people, days=-3)
    voucher = voucher_at(VoucherState.SUBMITTED, people, meeting=meeting, no_meeting_reason="")
    page = mette.get(url(voucher, "sendt/")).content.decode()
    assert f"Bilag {voucher.number} er sendt" in page
    assert f'href="/bilag/nyt/?moede={meeting.pk}"' in page


@pytest.mark.parametrize("state", [VoucherState.DRAFT, VoucherState.RETURNED, VoucherState.APPROVED])
def test_the_receipt_of_what_is_not_under_way_leads_to_the_voucher(mette, people, state):
    voucher = voucher_at(state, people)
    assert mette.get(url(voucher, "sendt/")).headers["Location"] == url(voucher)


def test_a_paper_of_three_pages_costs_no_more_queries_than_one(mette, people, django_assert_num_queries):
    voucher = voucher_at(VoucherState.SUBMITTED, people)
    mette.get(url(voucher))
    with django_assert_num_queries(18):
        mette.get(url(voucher))
    document = voucher.attachments.get().document
    for number in (2, 3):
        document.page_set.create(number=number, width=300, height=400, sha256="0" * 64)
    with django_assert_num_queries(18):
        page = mette.get(url(voucher)).content.decode()
    assert "Side 3 af kvittering.jpg" in page
