"""What a claimant stated, as facts of the claim; and what is known in its place."""

import datetime as dt

import pytest
from django.utils import timezone

from clusters.enums import IncomeKind, MemberKind, Role
from clusters.models import Membership
from expenses.actions.attach_document import set_paper_kind
from expenses.actions.submit_voucher import submit_voucher
from expenses.actions.withdraw_voucher import withdraw_voucher
from expenses.enums import CostCategory, PaperKind, VoucherKind
from expenses.models import Payee
from expenses.policy.facts import CardFacts, PayeeFacts, Relation
from expenses.selectors.contract_facts import contracted
from expenses.selectors.facts import facts_for, facts_with
from klyngeokonomi.money import ZERO, kr
from tests.factories.contracts import signed
from tests.factories.expenses import card_purchase, draft
from tests.factories.meetings import plan
from tests.people import People, give_role, make_people, person_with_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    return make_people()


def claim_of(voucher):
    return facts_for([voucher])[voucher.pk]


def test_an_outlay_is_paid_to_the_claimant_as_they_stand_to_the_cluster(people):
    stella = person_with_account("Stella", "Sygeplejerske")
    give_role(stella, Role.MEMBER, people.cluster, kind=MemberKind.STAFF)
    vouchers = [
        draft(people, by=by, with_paper=False)
        for by in (people.mette, people.karen, people.bo, people.dorte, stella)
    ]
    assert [claim.payee for claim in facts_for(vouchers).values()] == [
        PayeeFacts("Mette Medlem", Relation.MEMBER),
        PayeeFacts("Karen Koordinator", Relation.COORDINATOR),
        PayeeFacts("Bo Bestyrelse", Relation.BOARD),
        PayeeFacts("Dorte Deputy", Relation.MEMBER),
        PayeeFacts("Stella Sygeplejerske", Relation.STAFF),
    ]


def test_the_role_is_that_of_the_event_date(people):
    Membership.objects.filter(role=Role.COORDINATOR).update(valid_from=dt.date(2026, 5, 13))
    before = draft(people, by=people.karen, prior_agreement=None, voucher_date=dt.date(2026, 5, 12))
    later = draft(people, by=people.karen, prior_agreement=None, voucher_date=dt.date(2026, 5, 13))
    undated = draft(people, by=people.karen, prior_agreement=None, voucher_date=None)
    meeting = draft(people, by=people.karen, meeting=plan(people), voucher_date=dt.date(2026, 5, 12))
    relations = [claim_of(one).payee.relation for one in (before, later, undated, meeting)]
    assert relations == ["member", "coordinator", "coordinator", "coordinator"]
    assert [claim_of(one).prior_agreement for one in (before, later)] == [None, True]


def test_an_invoice_and_the_card_pay_the_seller(people):
    invoice = draft(people, kind=VoucherKind.INVOICE, supplier="Prøveby Kro")
    assert claim_of(invoice).payee == PayeeFacts("Prøveby Kro", Relation.SUPPLIER)
    set_paper_kind(invoice.attachments.get(), PaperKind.CONTRACT, by=people.mette)
    assert not claim_of(invoice).payee.contract
    card = card_purchase(people, supplier="Prøveby Kiosk")
    assert claim_of(card).payee == PayeeFacts("Prøveby Kiosk", Relation.SUPPLIER)


def test_the_contract_is_what_the_register_says_on_the_day(people, django_assert_num_queries):
    begins = timezone.localdate() + dt.timedelta(days=10)
    signed(people, person=people.mette.person, valid_from=begins, mileage=True)
    fields = {"kind": VoucherKind.FEE, "category": CostCategory.FEE}
    early = draft(people, voucher_date=begins - dt.timedelta(days=1), **fields)
    there = draft(people, voucher_date=begins, **fields)
    other = draft(people, by=people.bo, voucher_date=begins, **fields)
    facts = facts_for([early, there, other])
    assert [facts[one.pk].payee for one in (early, there, other)] == [
        PayeeFacts("Mette Medlem", Relation.MEMBER, contract=False),
        PayeeFacts("Mette Medlem", Relation.MEMBER, contract=True, registered=True, mileage=True),
        PayeeFacts("Bo Bestyrelse", Relation.BOARD, contract=False),
    ]
    claims = {one.pk: facts[one.pk] for one in (early, there, other)}
    with django_assert_num_queries(1):
        contracted([early, there, other], claims, {}, {})
    ride = draft(people)
    claims = {ride.pk: claim_of(ride)}
    with django_assert_num_queries(0):
        contracted([ride], claims, {}, {})


def test_a_seller_has_the_contract_of_the_same_cvr_or_name(people):
    terms = {"outsider": "Kurt Konsulent", "cvr": "10150817", "income_kind": IncomeKind.INVOICE}
    signed(people, **terms)
    fields = {"kind": VoucherKind.INVOICE, "category": CostCategory.FEE, "voucher_date": timezone.localdate()}
    by_name = draft(people, supplier="kurt konsulent", **fields)
    stranger = draft(people, supplier="Kroen", **fields)
    seller = Payee.objects.create(kind="supplier", cluster=people.cluster, name="KK ApS", cvr="10150817")
    by_cvr = draft(people, supplier="KK ApS", **{**fields, "payee": seller, "payee_account": None})
    facts = facts_for([by_name, stranger, by_cvr])
    assert [facts[one.pk].payee.registered for one in (by_name, stranger, by_cvr)] == [True, False, True]


def test_agreement_and_recipient_are_what_was_said(people):
    ride = draft(people, prior_agreement=None, gift_recipient="Otto Oplæg")
    assert (claim_of(ride).prior_agreement, claim_of(ride).recipient) == (None, None)
    gift = draft(people, category=CostCategory.GIFT, prior_agreement=False, gift_recipient="Otto Oplæg")
    assert (claim_of(gift).prior_agreement, claim_of(gift).recipient) == (False, "Otto Oplæg")
    assert claim_of(draft(people, category=CostCategory.GIFT)).recipient == ""


def test_the_card_is_as_stated_until_the_month_is_known(people):
    first = card_purchase(people, amount="1000.00", card_month_total_before=kr(500))
    assert claim_of(first).card == CardFacts(holder_is_claimant=True, month_total_before=kr(500))
    unanswered = card_purchase(people, card_holder_is_claimant=None, card_month_total_before=None)
    assert claim_of(unanswered).card == CardFacts(holder_is_claimant=True, month_total_before=ZERO)
    assert claim_of(card_purchase(people, card_holder_is_claimant=False)).card.holder_is_claimant is False
    assert claim_of(draft(people)).card is None


def test_what_was_sent_before_in_the_month_is_counted_and_not_what_was_stated(people):
    def sent(amount, day, by=people.mette, **fields):
        voucher = card_purchase(people, by=by, amount=amount, voucher_date=day, **fields)
        return submit_voucher(voucher, by=by)

    first = sent("1000.00", dt.date(2026, 5, 31), card_month_total_before=kr(7))
    second = sent("20.00", dt.date(2026, 5, 1))
    sent("300.00", dt.date(2026, 6, 1))
    sent("4000.00", dt.date(2026, 5, 20), by=people.bo)
    withdraw_voucher(sent("8000.00", dt.date(2026, 5, 20)), by=people.mette)
    draft_now = card_purchase(people, voucher_date=dt.date(2026, 5, 12), card_month_total_before=kr(9))
    totals = {
        pk: claim.card.month_total_before for pk, claim in facts_for([first, second, draft_now]).items()
    }
    assert totals == {first.pk: kr(7), second.pk: kr(1000), draft_now.pk: kr(1020)}


def test_unsaved_statements_stand_in_for_the_saved_ones(people):
    voucher = draft(people, prior_agreement=True)
    said = {
        "kind": VoucherKind.CARD,
        "prior_agreement": False,
        "gift_recipient": "Otto Oplæg",
        "card_holder_is_claimant": False,
        "card_month_total_before": kr(12),
        "supplier": "Prøveby Vin",
    }
    claim = facts_with(voucher, said)
    assert (claim.kind, claim.prior_agreement) == (VoucherKind.CARD, False)
    assert claim.card == CardFacts(holder_is_claimant=False, month_total_before=kr(12))
    assert claim.payee == PayeeFacts("Prøveby Vin", Relation.SUPPLIER)
    assert (voucher.kind, voucher.prior_agreement, voucher.supplier) == ("outlay", True, "Prøveby Taxa")
    voucher.refresh_from_db()
    assert (voucher.kind, voucher.voucher_date <= timezone.localdate()) == ("outlay", True)


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(people, count, django_assert_num_queries):
    vouchers = [card_purchase(people) for _ in range(count)]
    with django_assert_num_queries(6):
        facts_for(vouchers)
