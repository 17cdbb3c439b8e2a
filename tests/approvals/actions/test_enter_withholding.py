"""A-income is paid without what is kept back of it, and the cluster pays the whole."""

from copy import copy
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from approvals.actions.approve_voucher import approve_voucher
from approvals.actions.bank_user import bank_user
from approvals.actions.bounce_payment import bounce_payment
from approvals.actions.cancel_batch import cancel_batch
from approvals.actions.decide_income import decide_income
from approvals.models import Payment, Withholding
from approvals.permissions import why_not_enter_withholding, why_not_schedule
from approvals.selectors.withheld import WAITS_FOR_TAX, withheld_of
from clusters.enums import IncomeKind
from clusters.models import Account
from expenses.states import VoucherState
from klyngeokonomi.audit.models import Record
from klyngeokonomi.outbox.models import Message
from klyngeokonomi.refused import Refused
from tests.factories.expenses import endorse, voucher_at
from tests.factories.fees import own_fee, sent
from tests.factories.payments import batch_of, paid_by_bank
from tests.factories.withholding import A_TAX, AM, NET, approved_a_fee, endorsed_a_fee, withheld
from tests.hold.invariants import broken_invariants
from tests.people import People, make_people

pytestmark = pytest.mark.django_db
ONLY_A = "Der holdes kun skat tilbage af et honorar, som er afgjort som A-indkomst."


@pytest.fixture
def people() -> People:
    return make_people()


def test_the_fee_waits_for_its_tax_and_is_paid_net(people: People) -> None:
    voucher = endorsed_a_fee(people)
    approve_voucher(voucher, by=people.sara)
    voucher.refresh_from_db()
    assert why_not_schedule(people.sara, voucher) == WAITS_FOR_TAX
    with pytest.raises(Refused, match=WAITS_FOR_TAX):
        batch_of(voucher, people=people)
    assert why_not_enter_withholding(people.karen, voucher) == "Det kan kun PLO's klyngesekretariat."
    with pytest.raises(Refused, match="8\u00a0% af hele honoraret: 480,00 kr"):
        withheld(voucher, people, am=Decimal("500.00"))
    row = withheld(voucher, people)
    assert withheld(voucher, people) == row
    told = Record.objects.get(act="withholding_entered")
    assert told.text == "AM-bidrag 480,00 kr., A-skat 2.100,00 kr."
    other = voucher_at(VoucherState.APPROVED, people, amount="250.00")
    batch = batch_of(voucher, other, people=people)
    assert (batch.count, batch.control_sum) == (2, NET + 250)
    assert b'<InstdAmt Ccy="DKK">3420.00</InstdAmt>' in batch.file.sealed.open()
    payment, plain = batch.payments.order_by("amount").reverse()
    assert (payment.amount, payment.withheld, payment.gross) == (NET, AM + A_TAX, voucher.gross)
    assert (plain.withheld, plain.withholding) == (0, None)
    assert withheld_of(batch.payments.all()) == {payment.pk: row}
    paid_by_bank(payment, people=people)
    assert payment.movement.amount == Decimal("6000.00")
    account = Account.objects.get(cluster=people.cluster)
    assert account.reserved == Decimal("250.00")
    voucher.refresh_from_db()
    assert "rettes i lønsystemet" in why_not_enter_withholding(people.sara, voucher)
    assert broken_invariants() == []
    bounce_payment(payment, by=bank_user(), reason="Kontoen er lukket.")
    account.refresh_from_db()
    assert account.reserved == Decimal("6250.00")
    voucher.refresh_from_db()
    later = withheld(voucher, people, a_tax=Decimal("2000.00"))
    again = batch_of(voucher, people=people).payments.get()
    assert (again.amount, withheld_of([again, payment])) == (
        NET + 100,
        {again.pk: later, payment.pk: row},
    )
    assert broken_invariants() == []


def test_the_figures_may_change_until_a_run_is_built(people: People) -> None:
    voucher = approved_a_fee(people)
    batch = batch_of(voucher, people=people)
    with pytest.raises(Refused, match="Annullér kørslen"):
        withheld(voucher, people, a_tax=Decimal("1.00"))
    cancel_batch(batch, by=people.sara, reason="Forkert skat.")
    withheld(voucher, people, a_tax=Decimal("1.00"))
    assert batch_of(voucher, people=people).control_sum == Decimal("5519.00")


def test_nothing_is_kept_back_of_anything_else(people: People) -> None:
    other = voucher_at(VoucherState.APPROVED, people)
    assert why_not_enter_withholding(people.sara, other) == ONLY_A
    row = {
        "version": other.version,
        "gross": other.gross,
        "am_contribution": 1,
        "a_tax": 0,
        "by": people.sara,
    }
    with pytest.raises(IntegrityError, match="A-income fee"), transaction.atomic():
        Withholding.objects.create(voucher=other, **row)


def test_the_database_holds_the_figures_together(people: People) -> None:
    voucher = approved_a_fee(people)
    made = Withholding.objects.get()
    facts = {"voucher": voucher, "version": voucher.version, "gross": voucher.gross, "by": people.sara}
    broken = {
        "approvals_withholding_not_negative": {"am_contribution": AM, "a_tax": Decimal("-1.00")},
        "approvals_withholding_leaves_pay": {"am_contribution": AM, "a_tax": Decimal("5520.00")},
        "A-income fee": {"am_contribution": AM, "a_tax": A_TAX, "gross": Decimal("6001.00")},
        "they claim or are paid": {"am_contribution": AM, "a_tax": A_TAX, "by": people.mette},
    }
    for name, figures in broken.items():
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Withholding.objects.create(**facts | figures)
    copied = batch_of(voucher_at(VoucherState.APPROVED, people), people=people).payments.get()
    plain = voucher_at(VoucherState.APPROVED, people)
    for name, figures in {
        "the amount of its voucher": {"amount": voucher.gross, "withheld": AM, "withholding": made},
        "without what is kept back": {"amount": voucher.gross, "withheld": 0},
        "not A-income": {"amount": plain.gross - 1, "withheld": 1, "voucher": plain},
        "approvals_payment_withheld_not_negative": {"amount": 1, "withheld": -1, "voucher": plain},
    }.items():
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            _again(copied, **{"voucher": voucher, **figures})


def _again(payment: Payment, **figures: object) -> None:
    """The same payment once more, as a row that no act has made."""
    row = copy(payment)
    for name, value in {"end_to_end_id": "X", "withholding": None, **figures}.items():
        setattr(row, name, value)
    row.pk, row._state.adding = None, True
    row.save()


def test_ones_own_tax_is_told_of_and_no_others(people: People) -> None:
    """The mail says that tax was kept back; the amounts stand on the fee statement."""
    own = sent(own_fee(people, income_kind=IncomeKind.A), by=people.karen)
    endorse(own, by=people.dorte)
    own.refresh_from_db()
    decide_income(own, IncomeKind.A, by=people.sara)
    withheld(own, people, am=Decimal("280.00"), a_tax=Decimal("0.00"))
    approve_voucher(own, by=people.sara)
    for voucher in (own, approved_a_fee(people)):
        paid_by_bank(batch_of(voucher, people=people).payments.get(), people=people)
    told = dict(Message.objects.filter(key__endswith=":paid").values_list("to", "body_text"))
    said = {to: "AM-bidrag og A-skat er holdt tilbage." in text for to, text in told.items()}
    assert said == {"karen@example.org": True, "mette@example.org": False}
