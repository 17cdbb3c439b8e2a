"""Requests for fees, by the road the product itself takes."""

import datetime as dt
import itertools
import uuid
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils import timezone

from approvals.actions.approve_voucher import approve_voucher
from approvals.actions.bank_user import bank_user
from approvals.actions.decide_income import decide_income
from approvals.actions.enter_withholding import enter_withholding
from approvals.actions.run_fees import ask_fee_run, compose_run
from approvals.actions.settle_payment import settle_payment
from approvals.models import FeeRun, Payment
from clusters.actions.sign_contract import confirm_contract
from clusters.enums import ContractRole, IncomeKind
from clusters.models import Contract, User
from expenses.actions.edit_fee import FeeInput, HoursInput, edit_fee
from expenses.actions.edit_voucher import edit_voucher
from expenses.actions.keep_fee_number import keep_fee_number
from expenses.actions.save_payee import PayTo, save_supplier_account
from expenses.actions.start_voucher import start_voucher
from expenses.actions.submit_voucher import submit_voucher
from expenses.enums import FeeWork, PayeeKind, VoucherKind
from expenses.models import Voucher
from klyngeokonomi.danish.bank_account import BankAccount
from klyngeokonomi.danish.months import month_before
from tests.factories.contracts import signed
from tests.factories.expenses import endorse, own_account
from tests.factories.payments import batch_of
from tests.factories.payments import sent as with_bank
from tests.people import People

DAY = dt.date(2026, 5, 12)
NOBODYS = "7001019999"
"""Sixty is added to the day."""
SHEET = (HoursInput(DAY, "Planlægning", Decimal("2.50")), HoursInput(DAY, "Bilag", Decimal("1.00")))
SPEAKER = "Otto Oplæg"
_references = itertools.count(1)


def coordinators_contract(people: People, **fields: Any) -> Contract:
    """Karen's, for the year of DAY, confirmed by Bo."""
    terms = {
        "person": people.karen.person,
        "role": ContractRole.COORDINATOR,
        "valid_from": dt.date(2026, 1, 1),
        "valid_to": dt.date(2026, 12, 31),
    }
    return confirm_contract(signed(people, **terms, **fields), by=people.bo)


def begun(people: People, *, by: User, **fields: Any) -> Voucher:
    return start_voucher(people.cluster, by=by, form_key=uuid.uuid4(), kind=VoucherKind.FEE, **fields)


def own_fee(people: People, **said: Any) -> Voucher:
    """Karen's 3.5 hours at 1.000 kr. under her contract, whole but not sent."""
    given = {
        "work": FeeWork.COORDINATOR,
        "rate": Decimal("1000.00"),
        "income_kind": IncomeKind.B,
    }
    if "contract" not in said:
        given["contract"] = coordinators_contract(people)
    voucher = begun(people, by=people.karen)
    voucher = edit_fee(
        voucher, FeeInput(**given | said), by=people.karen, sheet=SHEET, no_meeting_reason="Planlægning."
    )
    account = own_account(people.karen)
    voucher = edit_voucher(voucher, by=people.karen, payee=account.payee, payee_account=account)
    keep_fee_number(voucher, NOBODYS, by=people.karen)
    return voucher


def speakers_fee(people: People, *, what: str = "Planlægning", cpr: str = NOBODYS, **said: Any) -> Voucher:
    """What Mette asks for Otto: 6.000 kr. for a talk, whole but not sent; with no `cpr` tax does not know him yet."""
    sheet = [replace(SHEET[0], what=what), SHEET[1]]
    given = {
        "work": FeeWork.SPEAKER,
        "for_outsider": True,
        "outsider": SPEAKER,
        "fixed_sum": Decimal("6000.00"),
        "income_kind": IncomeKind.B,
    }
    voucher = begun(people, by=people.mette)
    voucher = edit_fee(
        voucher, FeeInput(**given | said), by=people.mette, sheet=sheet, no_meeting_reason="Et oplæg."
    )
    to = PayTo.bank(BankAccount("0000", "0000004711"))
    account = save_supplier_account(
        people.cluster, by=people.mette, name=voucher.supplier, to=to, kind=PayeeKind.SPEAKER
    )
    voucher = edit_voucher(voucher, by=people.mette, payee=account.payee, payee_account=account)
    if cpr:
        keep_fee_number(voucher, cpr, by=people.mette)
    return voucher


def sent(voucher: Voucher, *, by: User) -> Voucher:
    return submit_voucher(voucher, by=by)


def a_month_ago() -> dt.date:
    """The first day of the month that can be run."""
    return month_before(timezone.localdate())


def paid_fee(
    people: People,
    voucher: Voucher | None = None,
    *,
    income: IncomeKind = IncomeKind.B,
    kept: tuple[str, str] = ("480.00", "2100.00"),
    on: dt.date | None = None,
) -> Payment:
    """Sent by the bank on the day (the 12th of last month unless told); Otto's 6.000 kr. unless told.

    `kept` is AM-bidrag and A-skat, of an A-income fee alone.
    """
    voucher = voucher or speakers_fee(people)
    sent(voucher, by=voucher.claimant.user)
    endorse(voucher, by=people.dorte)
    voucher.refresh_from_db()
    decide_income(voucher, income, by=people.sara)
    if income == IncomeKind.A and voucher.kind == VoucherKind.FEE:
        am_contribution, a_tax = map(Decimal, kept)
        enter_withholding(voucher, am_contribution=am_contribution, a_tax=a_tax, by=people.sara)
    approve_voucher(voucher, by=people.sara)
    return settled(with_bank(batch_of(voucher, people=people), people=people).payments.get(), on=on)


def settled(payment: Payment, *, on: dt.date | None = None) -> Payment:
    settle_payment(
        payment,
        by=bank_user(),
        settled_on=on or a_month_ago().replace(day=12),
        bank_reference=f"LØN-{next(_references)}",
    )
    payment.refresh_from_db()
    return payment


def issued(people: People, month: dt.date | None = None) -> FeeRun:
    """Asked for by Sara and composed: its statements are issued, their papers in line."""
    run = ask_fee_run(month or a_month_ago(), by=people.sara)
    return compose_run(run.pk)
