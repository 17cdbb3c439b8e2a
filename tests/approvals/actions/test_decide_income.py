"""A fee is approved when the secretariat has decided what it is for tax, and then paid like any voucher."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from approvals.actions.approve_many import plan_approvals
from approvals.actions.approve_voucher import approve_voucher
from approvals.actions.decide_income import decide_income
from clusters.enums import IncomeKind
from expenses.models import IncomeDecision, Voucher
from expenses.states import VoucherState
from klyngeokonomi.refused import Refused
from tests.factories.expenses import endorse
from tests.factories.fees import own_fee, sent, speakers_fee
from tests.factories.mileage import own_drive
from tests.factories.payments import batch_of, paid_by_bank
from tests.people import make_people

pytestmark = pytest.mark.django_db
UNDECIDED = "Afgør først, om pengene er A-indkomst eller B-indkomst."


def test_the_whole_way_from_asked_to_paid():
    people = make_people()
    voucher = sent(speakers_fee(people), by=people.mette)
    with pytest.raises(Refused, match="som klyngen har godkendt"):
        decide_income(voucher, IncomeKind.B, by=people.sara)
    endorse(voucher, by=people.karen)
    with pytest.raises(Refused, match=UNDECIDED):
        approve_voucher(voucher, by=people.sara)
    voucher.refresh_from_db()
    assert [one.skipped for one in plan_approvals([voucher], by=people.sara)] == [UNDECIDED]
    with pytest.raises(Refused, match="Det kan kun PLO's klyngesekretariat"):
        decide_income(voucher, IncomeKind.B, by=people.karen)
    with pytest.raises(Refused, match="returnér bilaget"):
        decide_income(voucher, IncomeKind.INVOICE, by=people.sara)
    browser = Client()
    browser.force_login(people.sara)
    address = reverse("admin:approvals_voucherreview_income", args=[voucher.pk])
    tax = reverse("admin:approvals_voucherreview_withhold", args=[voucher.pk])
    page = browser.post(address, {"income_kind": "a"}, follow=True)
    assert "Afgjort som A-indkomst af Sara Sekretær" in page.content.decode()
    assert "Sara Sekretær afgjorde, at det er A-indkomst" in page.content.decode()
    assert 'value="480,00"' in page.content.decode()
    assert browser.post(address, {}).status_code == 200
    browser.post(address, {"income_kind": "a"})
    decision = IncomeDecision.objects.get()
    assert (decision.income_kind, decision.by, decision.version) == ("a", people.sara, voucher.version)
    approve_voucher(voucher, by=people.sara)
    assert (
        "Skriv AM-bidrag og A-skat, før honoraret"
        in browser.get(reverse("admin:approvals_batch_ready")).content.decode()
    )
    page = browser.post(tax, {"am_contribution": "480", "a_tax": ""})
    assert "Skriv A-skatten." in page.content.decode()
    page = browser.post(tax, {"am_contribution": "480", "a_tax": "5.600"})
    assert (page.status_code, "tilsammen være mindre" in page.content.decode()) == (409, True)
    page = browser.post(tax, {"am_contribution": "480", "a_tax": "2.100"}, follow=True)
    assert "Der bliver sendt 3.420,00 kr. til modtageren." in page.content.decode()
    payment = batch_of(voucher, people=people).payments.get()
    paid_by_bank(payment, people=people)
    page = browser.get(reverse("admin:approvals_voucherreview_change", args=[voucher.pk])).content.decode()
    assert "Sara Sekretær skrev AM-bidrag og A-skat" in page
    assert "Til modtageren: 3.420,00 kr. Holdt tilbage til Skat: 2.580,00 kr." in page
    assert "Gem AM-bidrag og A-skat" not in page
    voucher.refresh_from_db()
    assert (voucher.state, payment.payee_name) == (VoucherState.PAID, "Otto Oplæg")


def test_ones_own_fee_is_endorsed_and_decided_by_others():
    people = make_people()
    voucher = sent(own_fee(people), by=people.karen)
    with pytest.raises(Refused):
        endorse(voucher, by=people.karen)
    endorse(voucher, by=people.dorte)
    voucher.refresh_from_db()
    decide_income(voucher, IncomeKind.B, by=people.sara)
    approve_voucher(voucher, by=people.sara)


def test_mileage_is_decided_and_approved_as_a_fee_is():
    people = make_people()
    voucher = sent(own_drive(people), by=people.karen)
    endorse(voucher, by=people.dorte)
    voucher.refresh_from_db()
    approved = Voucher.objects.filter(pk=voucher.pk)
    with pytest.raises(IntegrityError, match="approved when its income is decided"), transaction.atomic():
        approved.update(state="approved")
    with pytest.raises(Refused, match=UNDECIDED):
        approve_voucher(voucher, by=people.sara)
    browser = Client()
    browser.force_login(people.sara)
    page = browser.get(reverse("admin:approvals_voucherreview_change", args=[voucher.pk])).content.decode()
    assert ("Med B-indkomst er den skattepligtig (felt 38)." in page, "Ture i egen bil" in page) == (
        True,
        True,
    )
    voucher.refresh_from_db()
    decide_income(voucher, IncomeKind.B, by=people.sara)
    approve_voucher(voucher, by=people.sara)
    payment = batch_of(voucher, people=people).payments.get()
    assert (payment.payee_name, payment.amount) == ("Karen Koordinator", Decimal("98.50"))
