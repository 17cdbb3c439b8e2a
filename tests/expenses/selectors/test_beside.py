"""What the account has left for a voucher, and how the rules hear of it."""

from decimal import Decimal

import pytest

from approvals.selectors.case import case_of
from clusters.models import Account
from expenses.enums import Outcome
from expenses.selectors.beside import beside
from expenses.selectors.facts import facts_for
from expenses.selectors.findings import findings_for, judged
from expenses.states import VoucherState
from tests.factories.clusters import confirm_opening, fund
from tests.factories.expenses import draft, voucher_at
from tests.people import make_people

pytestmark = pytest.mark.django_db
RULE = "insufficient_funds"


@pytest.fixture
def people():
    people = make_people()
    fund(people.cluster, "1000.00", by=people.sara)
    confirm_opening(people)
    return people


def outcomes(findings):
    return [found.outcome for found in findings if found.rule == RULE]


def test_what_the_account_has_left_is_a_fact_until_it_is_reserved(people):
    mine = draft(people, amount="1000.01")
    sent = voucher_at(VoucherState.SUBMITTED, people, amount="400.00")
    assert facts_for([mine])[mine.pk].available == Decimal("1000.00")
    endorsed = voucher_at(VoucherState.ENDORSED, people, amount="300.00")
    left = {one.pk: beside([mine, sent, endorsed])[one.pk].available for one in (mine, sent, endorsed)}
    assert left == {mine.pk: Decimal("700.00"), sent.pk: Decimal("700.00"), endorsed.pk: None}
    assert beside([sent])[sent.pk].available == Decimal("700.00")


def test_while_the_balance_is_not_confirmed_nothing_is_known_of_it(people):
    Account.objects.update(opening_confirmed_at=None, opening_confirmed_by=None, floor=None)
    mine = draft(people, amount="5000.00")
    assert beside([mine])[mine.pk].available is None
    assert outcomes(findings_for(mine)) == []


def test_it_is_noted_before_and_stops_who_is_about_to_endorse(people):
    sent = voucher_at(VoucherState.SUBMITTED, people, amount="1000.01")
    assert outcomes(findings_for(sent)) == [Outcome.NOTE]
    assert outcomes(judged(sent, endorsing=True).findings) == [Outcome.STOP]
    case = case_of(sent, people.karen)
    assert case.stopped and case.lacks_money
    enough = voucher_at(VoucherState.SUBMITTED, people, amount="1000.00")
    assert outcomes(findings_for(enough)) == []


def test_one_statement_for_one_and_for_many(people, django_assert_num_queries):
    vouchers = [draft(people, amount="10.00") for _ in range(3)]
    for some in (vouchers[:1], vouchers):
        with django_assert_num_queries(1):
            beside(some)
