"""What the next approver reads of what has changed: in words, and no account number in full."""

import pytest

from approvals.models import Decision
from approvals.selectors.differences import differences
from expenses.actions.edit_voucher import edit_voucher
from expenses.models import PayeeAccount
from expenses.selectors.content import content_of
from expenses.states import VoucherState
from tests.factories.expenses import voucher_at
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
