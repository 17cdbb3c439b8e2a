"""Fees that tax is kept back of, by the road the product itself takes."""

from decimal import Decimal
from typing import Any

from approvals.actions.approve_voucher import approve_voucher
from approvals.actions.decide_income import decide_income
from approvals.actions.enter_withholding import enter_withholding
from approvals.models import Withholding
from clusters.enums import IncomeKind
from expenses.models import Voucher
from tests.factories.expenses import endorse
from tests.factories.fees import sent, speakers_fee
from tests.people import People

AM, A_TAX = Decimal("480.00"), Decimal("2100.00")
NET = Decimal("3420.00")
"""Of Otto's 6.000 kr."""


def endorsed_a_fee(people: People, **said: Any) -> Voucher:
    """Otto's, A-income by Sara's decision, endorsed by Karen."""
    voucher = sent(speakers_fee(people, income_kind=IncomeKind.A, **said), by=people.mette)
    endorse(voucher, by=people.karen)
    decide_income(voucher, IncomeKind.A, by=people.sara)
    voucher.refresh_from_db()
    return voucher


def withheld(voucher: Voucher, people: People, *, am: Decimal = AM, a_tax: Decimal = A_TAX) -> Withholding:
    return enter_withholding(voucher, am_contribution=am, a_tax=a_tax, by=people.sara)


def approved_a_fee(people: People, **said: Any) -> Voucher:
    """Ready to be paid: 480 kr. AM-bidrag and 2.100 kr. A-skat are kept back of 6.000 kr."""
    voucher = endorsed_a_fee(people, **said)
    withheld(voucher, people)
    approve_voucher(voucher, by=people.sara)
    voucher.refresh_from_db()
    return voucher
