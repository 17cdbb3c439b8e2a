"""What the next approver reads of what has changed: in words, and no account number in full."""

from decimal import Decimal

import pytest

from approvals.models import Decision
from approvals.selectors.differences import differences
from clusters.enums import IncomeKind
from expenses.actions.edit_fee import FeeInput, edit_fee
from expenses.actions.edit_voucher import edit_voucher
from expenses.enums import FeeWork
from expenses.models import PayeeAccount
from expenses.selectors.content import content_of
from expenses.states import VoucherState
from tests.factories.expenses import voucher_at
from tests.factories.fees import SHEET, own_fee
from tests.people import make_people

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("number", "shown"), [("0000009999", "•••• 9999"), ("9999991234", "•••• 1234 (ændret)")]
)
def test_another_account_is_told_by_its_last_digits(number: str, shown: str) -> None:
    people = make_people()
    voucher = voucher_at(VoucherState.RETURNED, people)
    account = PayeeAccount.objects.get(pk=voucher.payee_account_id)
    account.pk, account.account_number, account._state.adding = None, number, True
    account.save()
    voucher = edit_voucher(voucher, by=people.mette, payee_account=account)
    found = differences(Decision.objects.get(), content_of(voucher))
    assert [(one.label, one.before, one.after) for one in found] == [("Udbetales til", "•••• 1234", shown)]


def test_what_was_stated_is_told_as_yes_and_no_and_never_asked_is_no_difference() -> None:
    people = make_people()
    voucher = voucher_at(VoucherState.RETURNED, people)
    decision = Decision.objects.get()
    assert differences(decision, content_of(voucher)) == []
    voucher = edit_voucher(voucher, by=people.mette, prior_agreement=False, gift_recipient="Otto Oplæg")
    found = differences(decision, content_of(voucher))
    assert [(one.label, one.before, one.after) for one in found] == [
        ("Aftalt med koordinatoren", "ja", "nej"),
        ("Gaven er til", "intet", "Otto Oplæg"),
    ]


def test_a_changed_fee_is_told_part_by_part_with_the_name_of_its_contract() -> None:
    people = make_people()
    fee = own_fee(people)
    decided = Decision(content=content_of(fee))
    said = FeeInput(work=FeeWork.COORDINATOR, fixed_sum=Decimal("3000.00"), income_kind=IncomeKind.A)
    fee = edit_fee(fee, said, by=people.karen, sheet=SHEET[:1])
    found = {one.label: (one.before, one.after) for one in differences(decided, content_of(fee))}
    assert found["Kontrakt"] == ("Karen Koordinator: Klyngekoordinator", "ingen")
    assert found["Timer og sats"] == ("3,5 timer à 1.000,00 kr.", "3.000,00 kr. fast, 2,5 timer")
    assert found["Indkomst"] == ("B-indkomst", "A-indkomst")
    assert ("Timeregnskab" in found, "Honorar for" in found) == (True, False)
