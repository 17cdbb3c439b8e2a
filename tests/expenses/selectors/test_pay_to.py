"""One's own accounts, the one last used first; a payee with one account is asked about nothing more."""

import pytest
from django.test.utils import CaptureQueriesContext

from expenses.enums import PayMethod
from expenses.models import PayeeAccount
from expenses.selectors.pay_to import own_accounts
from tests.factories.expenses import draft, own_account
from tests.people import People, make_people


@pytest.fixture
def people(db) -> People:
    return make_people()


def test_one_account_is_one_query(people: People, django_assert_num_queries: CaptureQueriesContext) -> None:
    account = own_account(people.mette)
    draft(people)
    with django_assert_num_queries(1):
        assert own_accounts(people.mette.person) == [account]


def test_the_account_last_used_stands_first(people: People) -> None:
    first = own_account(people.mette)
    draft(people)
    newer = PayeeAccount.objects.create(
        payee=first.payee,
        method=PayMethod.BANK,
        reg_number="0000",
        account_number="0000005678",
        created_by=people.mette,
    )
    assert own_accounts(people.mette.person) == [first, newer]
    draft(people, payee_account=newer)
    assert own_accounts(people.mette.person) == [newer, first]
