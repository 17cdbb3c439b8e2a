"""The page where a fee is asked for."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from approvals.actions.decide_income import decide_income
from clusters.enums import IncomeKind
from expenses.enums import TaxKind, VoucherKind
from expenses.models import Fee, IncomeDecision, PayeeIdentity, Voucher
from expenses.selectors.missing import what_is_missing
from expenses.selectors.tax_receiver import tax_receiver
from klyngeokonomi.refused import Refused
from tests.factories.expenses import endorse
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
    page = browser.get(f"/bilag/{voucher.pk}/honorar/").content.decode()
    assert page.index(NEVER) < page.index('id="bilag-form"')
    assert "vejledende konsulenttakst" in page
    short = browser.post(f"/bilag/{voucher.pk}/honorar/", {**WHOLE, "income_kind": "", "videre": "1"})
    assert "Sig, om honoraret er A-indkomst eller B-indkomst." in short.content.decode()
    on = browser.post(f"/bilag/{voucher.pk}/honorar/", {**WHOLE, "videre": "1"})
    assert on.url == f"/bilag/{voucher.pk}/modtager/"
    asked = browser.post(on.url, {**BANK, "gem": "1"}).content.decode()
    assert "Modtagerens CPR-nummer" in asked
    assert not PayeeIdentity.objects.exists()
    kept = browser.post(on.url, {**BANK, "cpr": "010170-9999", "send": "1"})
    voucher.refresh_from_db()
    assert (kept.status_code, voucher.state, voucher.supplier) == (302, "submitted", "Otto Oplæg")
    shown = browser_of(people.karen).get(f"/godkend/{voucher.pk}/").content.decode()
    assert all(
        words in shown for words in ("12. maj 2026", "Oplæg om demens", "2.000,00\xa0kr.", "1.072,02\xa0kr.")
    )
    assert "PLO&#x27;s klyngesekretariat afgør det, når klyngen har godkendt." in shown
    assert "0101" not in shown


BANK = {"account": "ny", "method": "bank", "reg_number": "0000", "account_number": "4711"}
ADDRESS = {
    "known_as": "abroad",
    "born": "10.01.1970",
    "street": "Provgatan 1",
    "postcode": "211 00",
    "town": "Malmö",
    "country": "SE",
}


def test_one_without_a_cpr_number_is_told_by_birthday_and_address():
    people = make_people()
    browser, voucher = browser_of(people.mette), begun(people, by=people.mette)
    payee = browser.post(f"/bilag/{voucher.pk}/honorar/", {**WHOLE, "videre": "1"}).url
    short = browser.post(payee, {**BANK, **ADDRESS, "town": "", "born": "10.01.2999", "send": "1"})
    assert "Skriv modtagerens by." in short.content.decode()
    ahead = browser.post(payee, {**BANK, **ADDRESS, "born": "10.01.2999", "send": "1"})
    assert "Se efter, om fødselsdagen er rigtig." in ahead.content.decode()
    assert browser.post(payee, {**BANK, **ADDRESS, "gem": "1"}).status_code == 302
    page = browser.get(payee).content.decode()
    assert "Modtagerens fødselsdag og adresse er skrevet før." in page
    assert ("1970" in page, "Provgatan" in page) == (False, False)
    voucher.refresh_from_db()
    browser.post(payee, {"account": voucher.payee_account_id, "known_as": "abroad", "send": "1"})
    voucher.refresh_from_db()
    receiver = tax_receiver(voucher.payee)
    assert (voucher.state, receiver.kind, receiver.born()) == (
        "submitted",
        TaxKind.ABROAD,
        dt.date(1970, 1, 10),
    )
    shown = browser_of(people.karen).get(f"/godkend/{voucher.pk}/").content.decode()
    assert ("1970" in shown, "Provgatan" in shown) == (False, False)
    listed = browser_of(people.sara).get("/plo/expenses/payee/").content.decode()
    assert "Fødselsdag og adresse, uden dansk CPR-nummer" in listed
    told = browser_of(people.sara).get(f"/plo/expenses/payee/{voucher.payee_id}/change/").content.decode()
    assert "Provgatan 1, 211 00 Malmö, Sverige" in told
    assert "10-01-1970" not in told


def test_a_company_gets_a_fee_by_its_cvr_number_and_only_as_b_income():
    people = make_people()
    browser, voucher = browser_of(people.mette), begun(people, by=people.mette)
    fee = f"/bilag/{voucher.pk}/honorar/"
    payee = browser.post(fee, {**WHOLE, "income_kind": "a", "videre": "1"}).url
    company = {**BANK, "known_as": "cvr", "cvr": "13 58 56 28"}
    assert "Skriv firmaets CVR-nummer" in browser.post(payee, {**company, "cvr": ""}).content.decode()
    assert browser.post(payee, {**company, "gem": "1"}).status_code == 302
    voucher.refresh_from_db()
    assert (voucher.payee.kind, voucher.payee.cvr, tax_receiver(voucher.payee).kind) == (
        "supplier",
        "13585628",
        TaxKind.CVR,
    )
    assert [one.sentence for one in what_is_missing(voucher)] == [
        "Et firma med CVR-nummer kan kun få B-indkomst, eller sende en faktura."
    ]
    browser.post(fee, {**WHOLE, "videre": "1"})
    person = browser.post(payee, {"account": voucher.payee_account_id, "known_as": "cpr", "cpr": "0"})
    assert "Kontoen er et firmas." in person.content.decode()
    browser.post(payee, {"account": voucher.payee_account_id, "known_as": "cvr", "send": "1"})
    voucher.refresh_from_db()
    assert voucher.state == "submitted"
    endorse(voucher, by=people.karen)
    with pytest.raises(Refused, match="kan kun få B-indkomst"):
        decide_income(voucher, IncomeKind.A, by=people.sara)
    with pytest.raises(IntegrityError, match="a company gets no A-income"), transaction.atomic():
        IncomeDecision.objects.create(
            voucher=voucher, version=voucher.version, income_kind=IncomeKind.A, by=people.sara
        )
    other = begun(people, by=people.mette)
    page = f"/bilag/{other.pk}/modtager/"
    browser.post(f"/bilag/{other.pk}/honorar/", {**WHOLE, "outsider": "Et Andet Firma", "videre": "1"})
    refused = browser.post(page, {**company, "gem": "1"})
    assert "CVR-nummeret er skrevet før som «Otto Oplæg»." in refused.content.decode()


def test_what_cannot_be_is_told():
    people = make_people()
    voucher = begun(people, by=people.mette)
    browser = browser_of(people.mette)
    told = [
        ({"tid-0-day": "12.05.2999"}, "Dagen ligger ude i fremtiden. Arbejdet betales, når det er gjort."),
        ({"tid-0-what": "", "outsider": ""}, "Timeregnskab, linje 1: Skriv, hvad du lavede."),
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


def test_the_findings_follow_what_is_written():
    people = make_people()
    voucher, browser = begun(people, by=people.mette), browser_of(people.mette)
    address = f"/bilag/{voucher.pk}/bemaerkninger/"
    half = browser.post(address, {**WHOLE, "tid-0-hours": "", "udgave": voucher.version}).content.decode()
    assert "Ikke gemt endnu: noget er kun skrevet halvt." in half
    dear = {**WHOLE, "work": "facilitator", "fixed_sum": "5.000", "udgave": voucher.version}
    told = browser.post(address, dear).content.decode()
    assert "Honoraret er 2.000,00 kr. pr. time uden moms" in told.replace("\xa0", " ")
    assert "Gemt kl." in told
    assert "Vejledende takst" in told
    late = browser.post(address, {**dear, "fixed_sum": "1"}).content.decode()
    assert "Honoraret er også ændret i et andet vindue." in late
    voucher.refresh_from_db()
    assert voucher.gross == 5000


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
    own = {**SHEET, "whom": "mig", "work": "coordinator", "rate": "1.000", "income_kind": ""}
    own |= {"meeting": "intet", "no_meeting_reason": "Planlægning.", "contract": voucher.fee.contract_id}
    on = browser_of(people.karen).post(f"/bilag/{voucher.pk}/honorar/", own | {"videre": "1"})
    assert (on.status_code, Fee.objects.get(voucher=voucher).income_kind) == (
        302,
        voucher.fee.contract.income_kind,
    )
    payee = browser_of(people.karen).get(f"/bilag/{voucher.pk}/modtager/").content.decode()
    assert "Vi har dit CPR-nummer" in payee
