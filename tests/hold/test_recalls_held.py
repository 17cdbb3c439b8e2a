"""A recalled statement put right by a run that dies on the way, and by two at the same instant: once and whole."""

from functools import partial

import pytest

from approvals.actions.recall_statement import recall_statement
from approvals.actions.run_fees import ask_fee_run, compose_run
from approvals.models import FeeRun, FeeStatement, FeeStatementLine, StatementRecall
from expenses.actions.save_nemkonto import keep_identity
from klyngeokonomi.danish.months import month_before
from klyngeokonomi.development.fault_plans import during
from klyngeokonomi.refused import Refused
from tests.at_once import at_once
from tests.factories.clusters import fund
from tests.factories.fees import a_month_ago, paid_fee
from tests.factories.income import KNOWN, run_done
from tests.hold.test_at_once import meeting_point
from tests.hold.test_income_at_once import Killed
from tests.people import People, make_people

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("quick_papers")]
POINTS = ("fees.composed", "fees.issued", "fees.lines", "fees.run_written")


@pytest.fixture
def people() -> People:
    """Otto's pay of the month before last, told under a number that was wrong."""
    people = make_people()
    fund(people.cluster, "100000.00", by=people.sara)
    payment = paid_fee(people, on=month_before(a_month_ago()).replace(day=12))
    run_done(people, month_before(a_month_ago()))
    keep_identity(payment.payee, KNOWN, by=people.sara)
    return people


def die() -> None:
    raise Killed


def recalls(people: People) -> list[partial]:
    one = FeeStatement.objects.get()
    return [partial(recall_statement, one, by=by, reason="Forkert.") for by in (people.sara, people.sune)]


@pytest.mark.case("T027")
def test_recalled_killed_and_run_by_two_it_is_put_right_once(people: People) -> None:
    with during({"recall.written": die}), pytest.raises(Killed):
        recalls(people)[0]()
    assert not StatementRecall.objects.exists()
    with during({"recall.written": meeting_point(0.2)}):
        done = at_once(recalls(people))
    assert {type(one) for one in done} == {StatementRecall, Refused}
    runs = [ask_fee_run(month, by=people.sara) for month in (month_before(a_month_ago()), a_month_ago())]
    for point in POINTS:
        with during({point: die}), pytest.raises(Killed):
            compose_run(runs[0].pk)
        assert (FeeStatement.objects.count(), FeeStatementLine.objects.count()) == (1, 1)
    with during({"fees.composed": meeting_point(0.2)}):
        at_once([partial(compose_run, one.pk) for one in (*runs, *runs)])
    lines = FeeStatementLine.objects.order_by("pk")
    assert [(int(one.amount), one.telling, one.reverses is None) for one in lines] == [
        (6000, 1, True),
        (-6000, 1, False),
        (6000, 2, True),
    ]
    assert sorted(FeeRun.objects.values_list("statements", flat=True)) == [0, 1, 2]


@pytest.mark.case("T027")
def test_a_recall_waits_for_a_run_under_way_and_is_put_right_by_the_next(people: People) -> None:
    run = ask_fee_run(a_month_ago(), by=people.sara)
    with during({"fees.composed": meeting_point(0.3)}):
        done = at_once([partial(compose_run, run.pk), recalls(people)[0]])
    assert not any(isinstance(one, Exception) for one in done)
    late = ask_fee_run(month_before(a_month_ago()), by=people.sara)
    compose_run(late.pk)
    assert FeeStatementLine.objects.count() == 3
