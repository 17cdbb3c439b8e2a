"""The page where mileage is asked for."""

import re
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from clusters.actions.sign_contract import confirm_contract
from clusters.enums import ContractRole, IncomeKind
from expenses.actions.submit_voucher import submit_voucher
from expenses.enums import RateKey, VoucherKind
from expenses.models import PayeeIdentity, Rate, Trip, Voucher
from tests.factories.contracts import signed
from tests.factories.fees import NOBODYS, coordinators_contract
from tests.factories.meetings import held_meeting
from tests.factories.mileage import begun_drive, own_drive, trip
from tests.people import make_people

pytestmark = pytest.mark.django_db
ASKED_AT_HOME = (
    'name="form_key" value="(?P<key>[^"]+)"><input type="hidden" name="kind" value="mileage">'
    "<button [^>]*>Skriv kørsel"
)
EMPTY = {"tur-TOTAL_FORMS": "3", "tur-INITIAL_FORMS": "0"}
ONE = {
    **EMPTY,
    "tur-0-day": "12.05.2026",
    "tur-0-from_place": "Skolegade 1, Prøveby",
    "tur-0-to_place": "Rådhuset",
    "tur-0-purpose": "Møde om data",
    "tur-0-km": "12,5",
    "tur-0-there_and_back": "on",
    "meeting": "intet",
    "no_meeting_reason": "Møde hos kommunen.",
    "own_car": "on",
}


def browser_of(user) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def key_at_home(browser):
    return re.search(ASKED_AT_HOME, browser.get("/").content.decode())["key"]


def test_from_the_first_page_to_the_coordinators_deputy():
    people = make_people()
    coordinators_contract(people, mileage=True)
    browser = browser_of(people.karen)
    assert (
        'value="mileage" id="id_kind_4" checked' in browser.get("/bilag/nyt/?slags=koersel").content.decode()
    )
    answer = browser.post("/bilag/nyt/", {"form_key": key_at_home(browser), "kind": "mileage", "videre": "1"})
    voucher = Voucher.objects.get()
    assert key_at_home(browser) == str(voucher.form_key)  # nothing is written yet: to ask again leads here
    address = f"/bilag/{voucher.pk}/koersel/"
    assert (voucher.kind, browser.get(answer.url).url) == (VoucherKind.MILEAGE, address)
    page = browser.get(address).content.decode()
    assert ("felt 38" in page, "højst 60 dage" in page, 'name="contract"' in page) == (True, True, False)
    beside = browser.post(f"{address}beloeb/", ONE).content.decode()
    assert "Tur 1: 25 km, 3,94 kr. pr. km = 98,50\xa0kr." in beside
    assert not Trip.objects.exists()
    on = browser.post(address, {**ONE, "videre": "1"})
    assert key_at_home(browser) != str(voucher.form_key)
    assert on.url == f"/bilag/{voucher.pk}/modtager/"
    account = {"account": "ny", "method": "bank", "reg_number": "0000", "account_number": "4711"}
    assert "Dit CPR-nummer" in browser.post(on.url, {**account, "gem": "1"}).content.decode()
    kept = browser.post(on.url, {**account, "cpr": NOBODYS, "send": "1"})
    voucher.refresh_from_db()
    assert (kept.status_code, voucher.state, voucher.gross) == (302, "submitted", Decimal("98.50"))
    assert PayeeIdentity.objects.get().payee == voucher.payee
    for path in (f"/godkend/{voucher.pk}/", f"/bilag/{voucher.pk}/"):
        shown = browser_of(people.dorte).get(path).content.decode()
        assert "Skolegade 1, Prøveby til Rådhuset, tur/retur" in shown, path
        assert "Kørt i" in shown


def test_the_meeting_tells_the_day_the_place_and_the_purpose():
    people = make_people()
    own_drive(people, trip("7"), contract=coordinators_contract(people, mileage=True))
    meeting = held_meeting(people)
    voucher = begun_drive(people, by=people.karen, meeting=meeting)
    browser, address = browser_of(people.karen), f"/bilag/{voucher.pk}/koersel/"
    page = browser.get(address).content.decode()
    assert f'name="tur-0-to_place" value="{meeting.place}"' in page
    assert "Lægehuset, Prøvekøbing, Klyngemøde, 14 km tur/retur" in page
    given = {**EMPTY, "meeting": str(meeting.pk), "own_car": "on", "tilfoej": "1"}
    given |= {"tur-0-from_place": "Hjemme", "tur-0-to_place": "Kroen", "tur-0-km": "3"}
    more = browser.post(address, given).content.decode()
    one = voucher.trips.get()
    met = timezone.localdate(meeting.starts_at)
    assert (one.day, one.purpose, one.km) == (met, meeting.topic, Decimal("3.0"))
    assert 'name="tur-3-day"' in more
    earlier = Trip.objects.exclude(voucher=voucher).get()
    copied = browser.post(address, {**given, "kopi": str(earlier.pk)}).content.decode()
    assert 'name="tur-1-from_place" value="Skolegade 1, Prøveby"' in copied


def test_what_cannot_be_is_told_and_nothing_is_kept():
    people = make_people()
    voucher = begun_drive(people, by=people.mette)
    browser, address = browser_of(people.mette), f"/bilag/{voucher.pk}/koersel/"
    assert "Kørsel i egen bil betales kun til den, der har en underskrevet kontrakt" in (
        browser.get(address).content.decode()
    )
    for changes, sentence in (
        ({"tur-0-day": "12.05.2999"}, "Dagen ligger ude i fremtiden."),
        ({"tur-0-day": ""}, "Skriv dagen, eller vælg det møde, turen var til."),
        ({"tur-0-km": "12,55"}, "Skriv højst én decimal, fx 12,5."),
        ({"tur-0-to_place": ""}, "Skriv, hvor du kørte til."),
    ):
        page = browser.post(address, {**ONE, **changes, "videre": "1"})
        assert (page.status_code, sentence in page.content.decode()) == (200, True), sentence
    assert not Trip.objects.exists()
    nowhere = browser.post(
        address, {**ONE, "meeting": "", "no_meeting_reason": "", "videre": "1"}
    ).content.decode()
    assert "Vælg det møde, du kørte til, eller «Intet møde»." in nowhere
    assert "Skriv en begrundelse." not in nowhere
    stopped = browser.post(address, {**ONE, "own_car": "", "videre": "1"}).content.decode()
    assert "Vælg den kontrakt, kørslen er aftalt i." in stopped
    assert "Sæt hak ved, at du har kørt i din egen eller din ægtefælles bil." in stopped


def test_by_a_contract_with_invoice_the_driving_belongs_on_the_invoice():
    people = make_people()
    fields = {"income_kind": IncomeKind.INVOICE, "cvr": "10150817", "mileage": True}
    contract = signed(people, person=people.karen.person, role=ContractRole.COORDINATOR, **fields)
    confirm_contract(contract, by=people.bo)
    voucher = begun_drive(people, by=people.karen)
    page = browser_of(people.karen).get(f"/bilag/{voucher.pk}/koersel/").content.decode()
    assert "Efter kontrakten sender du faktura. Skriv kørslen på fakturaen." in page


def test_whoever_sends_is_told_when_the_amount_has_changed():
    people = make_people()
    held = coordinators_contract(people, mileage=True)
    voucher = own_drive(people, trip("10", back=False, to="Rådhuset"), contract=held)
    far = own_drive(people, *[trip("2000") for _ in range(5)], contract=held)
    submit_voucher(far, by=people.karen)
    browser, address = browser_of(people.karen), f"/bilag/{voucher.pk}/modtager/"
    told = "Beløbet er regnet om fra 39,40 kr. til 22,80 kr."
    assert Rate.objects.in_force(voucher.voucher_date).filter(key=RateKey.MILEAGE_OVER).exists()
    assert told in browser.get(address).content.decode()
    sent = browser.post(
        address, {"account": str(voucher.payee_account_id), "send": "1", "after": "0"}, follow=True
    )
    assert told in sent.content.decode()
    voucher.refresh_from_db()
    assert (voucher.state, voucher.gross) == ("submitted", Decimal("22.80"))
