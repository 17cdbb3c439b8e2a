"""The income report asked for twice at the same instant, and by a process that dies on the way (T027, second half)."""

from functools import partial

import psycopg
import pytest

from approvals.actions import report_income as reporting
from approvals.actions.report_income import report_income
from approvals.models import IncomeReport, IncomeReportLine, ReportedLine
from klyngeokonomi.development.fault_plans import during
from klyngeokonomi.refused import Refused
from tests.at_once import at_once
from tests.factories.clusters import fund
from tests.factories.fees import a_month_ago, paid_fee
from tests.factories.income import run_done
from tests.hold.sabotage import without_constraint
from tests.hold.test_at_once import meeting_point
from tests.people import People, make_people

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("quick_papers")]
POINTS = ("income.read", "income.made", "income.lined", "income.filled")


@pytest.fixture
def people() -> People:
    """A month ready to be reported."""
    people = make_people()
    fund(people.cluster, "100000.00", by=people.sara)
    paid_fee(people)
    run_done(people)
    return people


def told_twice(people: People) -> tuple[list[object], int]:
    """Two who report the month at once, and how often each line of a statement is told at most."""
    with during({"income.read": meeting_point()}):
        answers = at_once([partial(report_income, a_month_ago(), by=by) for by in (people.sara, people.sune)])
    held = list(ReportedLine.objects.values_list("statement_line", flat=True))
    return answers, max(map(held.count, held))


class Killed(BaseException):
    """What a process that dies leaves behind: nothing after this point is done."""


@pytest.mark.case("T027")
def test_a_month_reported_twice_at_once_is_told_once(people: People) -> None:
    for point in POINTS:

        def die() -> None:
            raise Killed

        with during({point: die}), pytest.raises(Killed):
            report_income(a_month_ago(), by=people.sara)
        assert (IncomeReport.objects.count(), IncomeReportLine.objects.count()) == (0, 0)
    answers, times = told_twice(people)
    refused = [one for one in answers if isinstance(one, Refused)]
    assert ([str(one)[:14] for one in refused], times) == (["Der er intet i"], 1)
    assert IncomeReport.objects.get().count == IncomeReportLine.objects.count() == 1


@pytest.mark.twin("T027")
def test_without_lock_and_constraints_the_month_is_told_twice(
    people: People, monkeypatch: pytest.MonkeyPatch, owner: psycopg.Connection
) -> None:
    monkeypatch.setattr(reporting, "_one_at_a_time", lambda month: None)
    with (
        without_constraint(owner, "approvals_incomereport", "approvals_incomereport_sequence"),
        without_constraint(owner, "approvals_incomereport", "approvals_incomereport_name_key"),
        without_constraint(owner, "approvals_reportedline", "approvals_reportedline_statement_line_id_key"),
    ):
        _, times = told_twice(people)
        assert times == 2
