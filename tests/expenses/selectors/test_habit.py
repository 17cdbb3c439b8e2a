"""How often food is paid, counted by meetings and set beside the cluster in the middle."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from expenses.actions.count_catering import count_catering
from expenses.actions.submit_voucher import submit_voucher
from expenses.actions.withdraw_voucher import withdraw_voucher
from expenses.models import CateringMedian
from expenses.policy.facts import CateringHabit
from expenses.selectors.facts import facts_for
from expenses.tasks import count_catering as task
from tests.factories.expenses import draft
from tests.factories.meetings import held_meeting, plan
from tests.people import make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_people()


def fed(people, meeting, *, category="dinner", sent=True):
    facts = {"category": category, "meeting": meeting, "no_meeting_reason": "", "amount": "300.00"}
    voucher = draft(people, reason="Aftalt.", **facts)
    return submit_voucher(voucher, by=people.mette) if sent else voucher


def habit(voucher):
    return facts_for([voucher])[voucher.pk].habit


def test_meetings_are_counted_once_each_and_this_one_is_among_them(people):
    dinner = held_meeting(people)
    fed(people, dinner)
    mine = fed(people, dinner, category="lunch", sent=False)
    assert habit(mine) is None
    CateringMedian.objects.create(day=dt.date(2026, 1, 1), median=Decimal("2.5"))
    assert habit(mine) == CateringHabit(1, Decimal("2.5"))
    planned = fed(people, plan(people), sent=False)
    assert habit(planned).own == 2
    assert habit(fed(people, plan(people), category="room", sent=False)) is None


def test_what_is_withdrawn_and_what_is_more_than_a_year_ago_does_not_count(people):
    gone = fed(people, held_meeting(people))
    CateringMedian.objects.create(day=dt.date(2026, 1, 1), median=Decimal("2.0"))
    later = plan(people)
    mine = fed(people, later, sent=False)
    assert (habit(mine).own, habit(mine).before) == (2, None)
    type(later).objects.filter(pk=later.pk).update(
        starts_at=timezone.now() + dt.timedelta(days=400), ends_at=timezone.now() + dt.timedelta(days=401)
    )
    assert (habit(mine).own, habit(mine).before) == (1, 1)
    type(later).objects.filter(pk=later.pk).update(starts_at=later.starts_at, ends_at=later.ends_at)
    withdraw_voucher(gone, by=people.mette)
    assert habit(mine).own == 1


def test_the_clock_keeps_the_median_of_the_clusters_that_send_vouchers(people):
    assert count_catering() is None
    fed(people, held_meeting(people))
    task()
    task()
    (kept,) = CateringMedian.objects.all()
    assert (kept.day, kept.median) == (timezone.localdate(), Decimal("1.0"))
    theirs = draft(people, by=people.frede, cluster=people.other_cluster)
    submit_voucher(theirs, by=people.frede)
    assert count_catering() == Decimal("0.5")
    assert str(CateringMedian.objects.get()).endswith(": 0.5")


def test_the_newest_median_counts_and_none_is_below_zero(people):
    CateringMedian.objects.create(day=dt.date(2026, 1, 1), median=Decimal("2.0"))
    CateringMedian.objects.create(day=dt.date(2026, 1, 2), median=Decimal("3.0"))
    assert habit(fed(people, plan(people), sent=False)).national_median == Decimal("3.0")
    with pytest.raises(IntegrityError, match="expenses_cateringmedian_not_below_zero"), transaction.atomic():
        CateringMedian.objects.create(day=dt.date(2026, 1, 3), median=Decimal("-0.1"))
