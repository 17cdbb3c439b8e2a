"""Fees on their pages, as without JavaScript: for oneself, and for one from outside with a CPR number, without one, and
with an invoice; each asked for, endorsed, decided for tax and approved.
"""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from clusters.models import User
from expenses.enums import TaxKind
from expenses.models import Voucher
from expenses.selectors.tax_receiver import tax_receiver
from expenses.states import VoucherState
from tests.factories.fees import coordinators_contract
from tests.people import People, make_people

pytestmark = pytest.mark.django_db
SHEET = {
    "tid-TOTAL_FORMS": "2",
    "tid-INITIAL_FORMS": "0",
    "tid-0-day": "12.05.2026",
    "tid-0-what": "Planlægning",
    "tid-0-hours": "2,5",
    "tid-1-day": "",
    "tid-1-what": "",
    "tid-1-hours": "",
}
NO_MEETING = {"meeting": "intet", "no_meeting_reason": "Planlægning af kurset."}
TALK = {"whom": "udefra", "outsider": "Otto Oplæg", "work": "speaker", "fixed_sum": "5.000"}
BANK = {"account": "ny", "method": "bank", "reg_number": "0000", "account_number": "4711"}
BORN = {
    "born": "10.01.1970",
    "street": "Provgatan 1",
    "postcode": "",
    "town": "Malmö",
    "country": "SE",
}


def browser_of(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def asked(user: User, fee: dict[str, Any], paid_to: dict[str, Any]) -> Voucher:
    """From the first page to the sending."""
    browser = browser_of(user)
    page = browser.post("/bilag/nyt/", {"form_key": uuid.uuid4(), "kind": "fee", "videre": "1"}).url
    voucher = Voucher.objects.get(pk=page.split("/")[2])
    fee = {**SHEET, **NO_MEETING, "income_kind": "b", **fee, "videre": "1"}
    page = browser.post(f"/bilag/{voucher.pk}/honorar/", fee).url
    browser.post(page, {**BANK, **paid_to, "send": "1"})
    voucher.refresh_from_db()
    return voucher


def endorsed(voucher: Voucher, user: User) -> Voucher:
    browser = browser_of(user)
    case = browser.get(reverse("approvals:decide", args=[voucher.pk])).context["case"]
    answers = {"seen": case.seen, "answers": case.checklist.keys}
    browser.post(reverse("approvals:endorse", args=[voucher.pk]), answers)
    voucher.refresh_from_db()
    return voucher


def approved(voucher: Voucher, people: People) -> Voucher:
    browser, review = browser_of(people.sara), "admin:approvals_voucherreview_{}".format
    browser.post(reverse(review("income"), args=[voucher.pk]), {"income_kind": "b"})
    page = browser.get(reverse(review("change"), args=[voucher.pk]))
    assert "Afgjort som B-indkomst af Sara Sekretær" in page.content.decode()
    browser.post(reverse(review("approve"), args=[voucher.pk]), {"seen": page.context["case"].seen})
    voucher.refresh_from_db()
    return voucher


def test_each_kind_of_receiver_is_asked_for_endorsed_and_approved() -> None:
    people = make_people()
    contract = coordinators_contract(people)
    own = {"whom": "mig", "work": "coordinator", "rate": "1.000", "contract": contract.pk}
    ways = [
        (people.karen, own, {"cpr": "010170-9999"}, people.dorte, TaxKind.CPR),
        (people.mette, TALK, {"known_as": "cpr", "cpr": "010170-9999"}, people.karen, TaxKind.CPR),
        (
            people.mette,
            TALK | {"outsider": "Astrid Abroad", "fixed_sum": "4.000"},
            {"known_as": "abroad", **BORN},
            people.karen,
            TaxKind.ABROAD,
        ),
        (
            people.mette,
            TALK | {"outsider": "Prøveby Oplæg ApS", "fixed_sum": "3.000"},
            {"known_as": "cvr", "cvr": "13585628"},
            people.karen,
            TaxKind.CVR,
        ),
    ]
    for user, fee, paid_to, by, kind in ways:
        voucher = asked(user, fee, paid_to)
        assert (voucher.state, tax_receiver(voucher.payee).kind) == (VoucherState.SUBMITTED, kind)
        assert endorsed(voucher, by).state == VoucherState.ENDORSED
        assert approved(voucher, people).state == VoucherState.APPROVED
        own_page = browser_of(user).get(f"/bilag/{voucher.pk}/").content.decode()
        assert "Sara Sekretær afgjorde, at det er B-indkomst" in own_page
        assert ("010170" in own_page, "Provgatan" in own_page) == (False, False)


def test_one_who_has_a_company_is_told_to_send_an_invoice() -> None:
    people = make_people()
    browser = browser_of(people.mette)
    page = browser.post("/bilag/nyt/", {"form_key": uuid.uuid4(), "kind": "fee", "videre": "1"}).url
    fee = {**SHEET, **NO_MEETING, **TALK, "income_kind": "invoice", "videre": "1"}
    told = browser.post(page.replace("hvad", "honorar"), fee, follow=True).content.decode()
    assert "Honoraret sendes nu som en faktura. Læg fakturaen op her." in told
    voucher = Voucher.objects.get()
    assert (voucher.kind, voucher.supplier, hasattr(voucher, "fee")) == ("invoice", "Otto Oplæg", False)
