import datetime

import pytest
import time_machine

from approvals.actions.endorse_voucher import endorse_voucher
from expenses.selectors.answer_time import answer_time
from expenses.states import VoucherState
from tests.factories.expenses import voucher_at

START = datetime.datetime(2026, 5, 4, 9, tzinfo=datetime.UTC)


def answered(people, *hours):
    for wait in hours:
        with time_machine.travel(START, tick=False):
            voucher = voucher_at(VoucherState.SUBMITTED, people, voucher_date=datetime.date(2026, 5, 1))
        with time_machine.travel(START + datetime.timedelta(hours=wait), tick=False):
            endorse_voucher(voucher, by=people.karen)


def test_four_answers_are_too_few_to_tell_by(people):
    answered(people, 1, 1, 1, 1)
    assert answer_time(people.cluster) is None
    answered(people, 1)
    assert answer_time(people.cluster) == 1


@pytest.mark.parametrize(("median_hours", "days"), [(24, 1), (25, 2), (72, 3)])
def test_half_of_the_answers_came_within_it(people, median_hours, days, django_assert_num_queries):
    answered(people, 1, 2, median_hours, 200, 300)
    with django_assert_num_queries(1):
        assert answer_time(people.cluster) == days
    assert answer_time(people.other_cluster) is None
