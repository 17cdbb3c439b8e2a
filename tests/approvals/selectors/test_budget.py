"""The budget beside what was spent, and the forecast's facts, from the books."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone

from approvals.policy.forecast import AllotmentBasis, MeetingBasis
from approvals.selectors.budget import budget_year
from approvals.selectors.curve import curve_of
from approvals.selectors.forecast import forecast_of
from approvals.selectors.forecast_drawing import drawing_of
from clusters.actions.set_budget import set_budget
from clusters.enums import BudgetHeading
from clusters.selectors.contracts import committed_by, held_in
from expenses.enums import CostCategory
from expenses.states import VoucherState
from klyngeokonomi.refused import Refused
from tests.factories.clusters import confirm_opening, fund
from tests.factories.contracts import signed
from tests.factories.expenses import voucher_at
from tests.factories.meetings import plan
from tests.people import People, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    return make_people()


def kr(text: str) -> Decimal:
    return Decimal(text)


AMOUNTS = dict(zip(BudgetHeading, map(Decimal, ("9000", "5000", "3000", "500")), strict=True))


def test_a_changed_budget_is_a_new_version_and_nobodys_is_lost(people):
    first = set_budget(people.cluster, 2026, AMOUNTS, by=people.karen)
    assert set_budget(people.cluster, 2026, AMOUNTS, by=people.dorte) == first
    more = AMOUNTS | {BudgetHeading.OTHER: kr("600")}
    with pytest.raises(Refused, match="er ændret, siden du åbnede siden"):
        set_budget(people.cluster, 2026, more, by=people.dorte)
    second = set_budget(people.cluster, 2026, more, by=people.dorte, seen=1, decided_on=dt.date(2026, 1, 20))
    found = budget_year(people.cluster, 2026)
    assert [(one.number, one.entered_by) for one in found.versions] == [
        (2, people.dorte.person), (1, people.karen.person),
    ]  # fmt: skip
    assert (found.current, found.planned) == (second, kr("8600.00"))
    for amounts, said in ((AMOUNTS | {BudgetHeading.OTHER: kr("-0.01")}, "negative"), (more, "koordinator")):
        with pytest.raises(Refused, match=said):
            set_budget(people.cluster, 2026, amounts, by=people.mette if amounts == more else people.karen)


def test_what_the_cluster_has_said_yes_to_counts_by_the_vouchers_day(people, django_assert_num_queries):
    today = timezone.localdate()
    fund(people.cluster, "9000.00", by=people.sara)
    day = dt.date(today.year, 1, 1)
    for state, amount, voucher_date in (
        (VoucherState.ENDORSED, "100.00", day),
        (VoucherState.APPROVED, "20.50", day),
        (VoucherState.SUBMITTED, "7.00", day),
        (VoucherState.ENDORSED, "5.00", day - dt.timedelta(days=1)),
    ):
        voucher_at(state, people, amount=amount, voucher_date=voucher_date)
    set_budget(people.cluster, today.year, AMOUNTS, by=people.karen)
    with django_assert_num_queries(3):
        found = budget_year(people.cluster, today.year)
    assert [(row.heading, row.actual, row.difference) for row in found.rows] == [
        ("allotment", kr("9000.00"), kr("0.00")),
        ("meetings", kr("120.50"), kr("4879.50")),
        ("fees", kr("0.00"), kr("3000.00")),
        ("other", kr("0.00"), kr("500.00")),
    ]
    assert [(row.budget_width, row.actual_width) for row in found.rows][:2] == [(300, 300), (166, 4)]
    assert budget_year(people.cluster, today.year - 1).spent == kr("5.00")
    assert budget_year(people.other_cluster, today.year).current is None


def test_the_forecast_stands_on_the_books(people, django_assert_num_queries):
    assert forecast_of(people.cluster) is None
    today = timezone.localdate()
    year_end = dt.date(today.year, 12, 31)
    fund(people.cluster, "9000.00", by=people.sara)
    confirm_opening(people)
    signed(people)
    plan(people)
    voucher_at(VoucherState.SUBMITTED, people, amount="7.00")
    work = {"category": CostCategory.FEE, "voucher_date": today}
    signed(people, person=people.mette.person, valid_to=today, fixed_sum=kr("300.00"), shade=4021)
    voucher_at(VoucherState.ENDORSED, people, amount="300.00", **work)
    with django_assert_num_queries(7):
        found = forecast_of(people.cluster)
    committed = committed_by(held_in([people.cluster.pk])[people.cluster.pk], today, year_end)
    assert (found.available, found.awaiting, found.claimed) == (kr("8700.00"), kr("7.00"), kr("300.00"))
    assert (found.committed, found.contracts) == (committed, committed - kr("300.00"))
    assert (found.allotment_basis, found.meetings.basis) == (AllotmentBasis.BOOKED, MeetingBasis.NO_COSTS)
    assert found.forecast.end == kr("8693.00") - found.contracts
    drawn = drawing_of(found, curve_of(people.cluster, today.year, None, today=today))
    assert len(drawn.points) == 13 - today.month
    assert drawn.points[-1].x == "712.0"
