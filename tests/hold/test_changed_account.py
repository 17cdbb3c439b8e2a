"""T006: an account changed between approval and payment is not paid before a second person has looked."""

from typing import Any

import pytest

from expenses.actions.confirm_account import confirm_account
from expenses.actions.save_payee import PayTo, save_own_account
from expenses.policy import paying_to
from expenses.selectors.account_flags import account_flags
from expenses.selectors.payable import why_not_pay_to
from expenses.states import VoucherState
from klyngeokonomi.danish.bank_account import BankAccount
from klyngeokonomi.refused import Refused
from tests.factories.clusters import fund
from tests.factories.expenses import voucher_at
from tests.hold.sabotage import without_trigger
from tests.people import People, make_people

NEW = PayTo.bank(BankAccount("0000", "0000005678"))


@pytest.fixture
def people(db: None) -> People:
    return make_people()


@pytest.mark.case("T006")
def test_a_change_after_approval_flags_the_voucher_and_holds_the_payee(people: People) -> None:
    fund(people.cluster, "1000.00", by=people.sara)
    voucher = voucher_at(VoucherState.APPROVED, people)
    approved_for = voucher.payee_account
    account = save_own_account(NEW, by=people.mette)
    assert why_not_pay_to([approved_for]) == {approved_for.pk: paying_to.CHANGE_WAITS}
    assert account_flags(voucher) == [paying_to.CHANGE_WAITS]
    with pytest.raises(Refused):
        confirm_account(account, by=people.mette)
    confirm_account(account, by=people.sune)
    assert why_not_pay_to([approved_for, account]) == {}
    voucher.refresh_from_db()
    assert voucher.payee_account == approved_for


@pytest.mark.twin("T006")
@pytest.mark.django_db(transaction=True)
def test_without_the_databases_mark_another_account_passes_for_a_first_one(owner: Any) -> None:
    people = make_people()
    voucher = voucher_at(VoucherState.SUBMITTED, people)
    with without_trigger(owner, "expenses_payeeaccount", "expenses_payeeaccount_guard"):
        account = save_own_account(NEW, by=people.mette)
    assert why_not_pay_to([voucher.payee_account, account]) == {}
