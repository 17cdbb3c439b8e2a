"""Several at once: each by itself, skipped with its reason, at one number of queries for the plan."""

from collections.abc import Callable

import pytest

from approvals.actions.approve_many import approve_many, plan_approvals
from expenses.models import Voucher
from expenses.states import VoucherState
from tests.factories.expenses import voucher_at
from tests.people import People, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    return make_people()


def test_what_is_with_the_coordinator_is_skipped_and_stops_no_other(people: People) -> None:
    waiting = voucher_at(VoucherState.SUBMITTED, people)
    endorsed = [voucher_at(VoucherState.ENDORSED, people) for _ in range(2)]
    done = approve_many([endorsed[0], waiting, endorsed[1]], by=people.sara)
    assert [bool(one.skipped) for one in done] == [False, True, False]
    states = dict(Voucher.objects.values_list("pk", "state"))
    assert states == {
        waiting.pk: VoucherState.SUBMITTED,
        endorsed[0].pk: VoucherState.APPROVED,
        endorsed[1].pk: VoucherState.APPROVED,
    }


@pytest.mark.parametrize("rows", [1, 3])
def test_the_plan_costs_the_same_for_any_number(
    people: People, rows: int, django_assert_num_queries: Callable[[int], object]
) -> None:
    for _ in range(rows):
        voucher_at(VoucherState.ENDORSED, people)
    vouchers = list(Voucher.objects.select_related("payee", "payee_account"))
    with django_assert_num_queries(11):
        plan = plan_approvals(vouchers, by=people.sara)
    assert [one.skipped for one in plan] == [""] * rows
