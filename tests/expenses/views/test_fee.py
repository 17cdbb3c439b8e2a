"""The page where a fee is asked for."""

import uuid

import pytest
from django.test import Client

from expenses.enums import VoucherKind
from expenses.models import Fee, PayeeIdentity, Voucher
from tests.factories.fees import begun, own_fee, sent, speakers_fee
from tests.people import make_people

pytestmark = pytest.mark.django_db
NEVER = "At komme til et møde betales aldrig"
SHEET = {
    "tid-TOTAL_FORMS": "1",
    "tid-INITIAL_FORMS": "0",
    "tid-0-day": "12.05.2026",
    "tid-0-what": "Oplæg om demens",
    "tid-0-hours": "2,5",
}
WHOLE = {
    **SHEET,
    "whom": "udefra",
    "outsider": "Otto  Oplæg",
    "work": "speaker",
    "meeting": "intet",
    "no_meeting_reason": "Oplæg for klyngens kursus.",
    "fixed_sum": "5.000",
    "income_kind": "b",
}


def browser_of(user) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def test_a_speakers_fee_from_the_first_page_to_the_coordinator():
    people = make_people()
    browser = browser_of(people.mette)
    first = browser.get("/bilag/nyt/?slags=honorar").content.decode()
    assert NEVER.lower()[:20] in first.lower()
    answer = browser.post("/bilag/nyt/", {"form_key": uuid.uuid4(), "kind": "fee", "videre": "1"})
    voucher = Voucher.objects.get()
    assert (voucher.kind, answer.url) == (VoucherKind.FEE, f"/bilag/{voucher.pk}/hvad/")
    assert browser.get(answer.url).url == f"/bilag/{voucher.pk}/honorar/"
    assert browser.post(f"/bilag/{voucher.pk}/bemaerkninger/").url == f"/bilag/{voucher.pk}/honorar/"
    page = browser.get(f"/bilag/{voucher.pk}/honorar/").content.decode()
    assert page.index(NEVER) < page.index('id="bilag-form"')
    assert "vejledende konsulenttakst" in page
    short = browser.post(f"/bilag/{voucher.pk}/honorar/", {**WHOLE, "income_kind": "", "videre": "1"})
    assert "Sig, om honoraret er A-indkomst eller B-indkomst." in short.content.decode()
    on = browser.post(f"/bilag/{voucher.pk}/honorar/", {**WHOLE, "videre": "1"})
    assert on.url == f"/bilag/{voucher.pk}/modtager/"
    account = {"account": "ny", "method": "bank", "reg_number": "0000", "account_number": "4711"}
    asked = browser.post(on.url, {**account, "gem": "1"}).content.decode()
    assert "Modtagerens CPR-nummer" in asked
    assert not PayeeIdentity.objects.exists()
    kept = browser.post(on.url, {**account, "cpr": "010170-9999", "send": "1"})
    voucher.refresh_from_db()
    assert (kept.status_code, voucher.state, voucher.supplier) == (302, "submitted", "Otto Oplæg")
    shown = browser_of(people.karen).get(f"/godkend/{voucher.pk}/").content.decode()
    assert "12.05.2026: Oplæg om demens, 2,5 timer" in shown
    assert "0101" not in shown


def test_what_cannot_be_is_told():
    people = make_people()
    voucher = begun(people, by=people.mette)
    browser = browser_of(people.mette)
    told = [
        ({"tid-0-day": "12.05.2999"}, "Dagen ligger ude i fremtiden. Arbejdet betales, når det er gjort."),
        ({"tid-0-what": "", "outsider": ""}, "Skriv, hvad du lavede."),
        ({"rate": "100"}, "Skriv enten timeløn eller et fast beløb."),
        (
            {"period_from": "13.05.2026", "period_to": "12.05.2026"},
            "Arbejdet kan ikke slutte, før det begynder.",
        ),
    ]
    for changes, sentence in told:
        page = browser.post(f"/bilag/{voucher.pk}/honorar/", {**WHOLE, **changes, "videre": "1"})
        assert (page.status_code, sentence in page.content.decode()) == (200, True), sentence
    assert not Fee.objects.exists()


def test_with_a_cvr_number_it_goes_on_as_an_invoice():
    people = make_people()
    voucher = begun(people, by=people.mette)
    answer = browser_of(people.mette).post(
        f"/bilag/{voucher.pk}/honorar/", {**WHOLE, "income_kind": "invoice", "videre": "1"}
    )
    voucher.refresh_from_db()
    assert (voucher.kind, voucher.supplier, answer.url) == (
        VoucherKind.INVOICE,
        "Otto Oplæg",
        f"/bilag/{voucher.pk}/papirer/",
    )


def test_earlier_fees_and_the_contract_stand_on_the_page():
    people = make_people()
    sent(speakers_fee(people), by=people.mette)
    voucher = own_fee(people)
    page = browser_of(people.karen).get(f"/bilag/{voucher.pk}/honorar/").content.decode()
    assert "Otto Oplæg" in page
    assert "Karen Koordinator: Klyngekoordinator, 01.01.2026 til 31.12.2026" in page
    payee = browser_of(people.karen).get(f"/bilag/{voucher.pk}/modtager/").content.decode()
    assert "Vi har dit CPR-nummer" in payee
