"""Requests for fees, by the road the product itself takes."""

import datetime as dt
import uuid
from dataclasses import replace
from decimal import Decimal
from typing import Any

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
from tests.factories.contracts import signed
from tests.factories.expenses import own_account
from tests.people import People

DAY = dt.date(2026, 5, 12)
NOBODYS = "7001019999"
"""Sixty is added to the day."""
SHEET = (HoursInput(DAY, "Planlægning", Decimal("2.50")), HoursInput(DAY, "Bilag", Decimal("1.00")))
SPEAKER = "Otto Oplæg"


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
