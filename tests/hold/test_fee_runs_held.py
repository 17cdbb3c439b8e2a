"""Fee runs begun by several at the same instant: each payment is told once, and the books hold (T027)."""

import datetime as dt
from functools import partial

import psycopg
import pytest
from django.db import IntegrityError

from approvals.actions import run_fees
from approvals.actions.run_fees import ask_fee_run, compose_run, start_by_clock
from approvals.models import FeeRun, FeeStatement, FeeStatementLine
from klyngeokonomi.danish.months import month_before
from klyngeokonomi.development.fault_plans import during
from klyngeokonomi.refused import Refused
from tests.at_once import at_once
from tests.factories.clusters import fund
from tests.factories.fees import a_month_ago, paid_fee
from tests.hold.invariants import broken_invariants
from tests.hold.sabotage import without_uniques
from tests.hold.test_at_once import meeting_point
from tests.people import People, make_people

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("quick_papers")]
UNIQUE = ("approvals_feestatement", "approvals_feestatementline")


@pytest.fixture
def people() -> People:
    people = make_people()
    fund(people.cluster, "100000.00", by=people.sara)
    return people


def two_runs(people: People) -> list[FeeRun]:
    """Asked for, of two months; a payment of the first is wanted by both."""
    before = month_before(a_month_ago())
    paid_fee(people, on=before + dt.timedelta(days=11))
    return [ask_fee_run(month, by=people.sara) for month in (before, a_month_ago())]


@pytest.mark.case("T027", "T058")
def test_two_who_begin_at_once_tell_each_payment_once(people: People) -> None:
    first, second = two_runs(people)
    with during({"fees.composed": meeting_point(0.2)}):
        done = at_once([partial(compose_run, one.pk) for one in (first, first, second, second)])
    assert sorted(one.pk for one in done if one) == [first.pk, second.pk]
    assert (FeeStatement.objects.count(), FeeStatementLine.objects.count()) == (1, 1)
    assert sum(FeeRun.objects.values_list("statements", flat=True)) == 1


@pytest.mark.case("T026", "T027")
def test_two_clocks_and_a_person_ask_for_one_run(people: People) -> None:
    paid_fee(people)
    asked = at_once([start_by_clock, start_by_clock, partial(ask_fee_run, a_month_ago(), by=people.sara)])
    assert sum(isinstance(one, FeeRun) for one in asked) == 1
    assert all(isinstance(one, FeeRun | Refused) or one is None for one in asked)
    assert FeeRun.objects.count() == 1


def without_the_lock(people: People, patch: pytest.MonkeyPatch) -> list[object]:
    """Two runs composed at once, each seeing what the other is about to tell."""
    runs = two_runs(people)
    patch.setattr(run_fees, "LOCK", "SELECT 1")
    with during({"fees.composed": meeting_point(2.0)}):
        return at_once([partial(compose_run, one.pk) for one in runs])


@pytest.mark.case("T027")
def test_without_the_lock_the_tables_refuse_the_second(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = without_the_lock(people, monkeypatch)
    assert {type(one) for one in done} == {FeeRun, IntegrityError}
    assert FeeStatement.objects.count() == 1


@pytest.mark.twin("T027")
def test_without_lock_and_uniques_a_person_is_told_twice(
    people: People, monkeypatch: pytest.MonkeyPatch, owner: psycopg.Connection
) -> None:
    with without_uniques(owner, *UNIQUE):
        done = without_the_lock(people, monkeypatch)
        assert [type(one) for one in done] == [FeeRun, FeeRun]
        assert FeeStatementLine.objects.values("payment").distinct().count() == 1
        assert FeeStatementLine.objects.count() == 2
        assert any("står på 2 lønsedler" in sentence for sentence in broken_invariants())
