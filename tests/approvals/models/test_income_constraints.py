"""Each promise of the reports to eIndkomst, broken once at the database; and harm done past them is found."""

from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, transaction

from approvals.actions.report_income import report_income
from approvals.models import FeeStatement, IncomeReport, IncomeReportLine, ReportedLine
from approvals.selectors import income_proofs
from approvals.selectors.income_proofs import check_income_reports
from klyngeokonomi.refused import Refused
from tests.factories.clusters import fund
from tests.factories.fees import a_month_ago, paid_fee
from tests.factories.income import run_done
from tests.people import People, make_people


def copy_of(row: Any, **changes: Any) -> Any:
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    values.pop("id")
    return type(row)(**values | changes)


def refused(rule: str, row: Any) -> None:
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        row.save()


def ready() -> People:
    people = make_people()
    fund(people.cluster, "100000.00", by=people.sara)
    paid_fee(people)
    run_done(people)
    return people


@pytest.mark.django_db
def test_what_is_reported_is_kept_and_reported_once() -> None:
    people = ready()
    report = report_income(a_month_ago(), by=people.sara)
    line, held = IncomeReportLine.objects.get(), ReportedLine.objects.get()
    refused("approvals_incomereport_sequence", copy_of(report, name="to.csv"))
    refused("approvals_incomereport_name", copy_of(report, sequence=2))
    refused(
        "approvals_incomereport_first_day",
        copy_of(report, sequence=2, name="to.csv", month=report.month.replace(day=2)),
    )
    refused("approvals_incomereport_not_empty", copy_of(report, sequence=2, name="to.csv", count=0))
    refused("approvals_incomereportline_position", copy_of(line))
    refused("approvals_reportedline_statement_line", copy_of(held))
    for rows, changes in (
        (IncomeReport.objects, {"sha256": "a" * 64}),
        (IncomeReportLine.objects, {"field_36": 1}),
        (ReportedLine.objects, {"report_line": line}),
    ):
        with pytest.raises(Exception, match=r"frozen|permission denied"), transaction.atomic():
            rows.update(**changes)
        with pytest.raises(Exception, match=r"deleted|permission denied"), transaction.atomic():
            rows.all()._raw_delete(rows.db)


HARMS = [
    ("UPDATE approvals_incomereportline SET field_36 = 1", "linje 1 siger noget andet end lønsedlerne"),
    ("UPDATE approvals_incomereportline SET field_15 = 1", "linje 1 siger noget andet end lønsedlerne"),
    ("DELETE FROM approvals_reportedline", "linje 1 siger noget andet end lønsedlerne"),
    (
        "UPDATE approvals_feestatementline SET amount = -amount, reverses_id = id",
        "felt 36 er indberettet negativt for",
    ),
]
UNEVEN = [
    ("approvals_feestatement SET gross = gross {} 1, net = net {} 1", "linjerne giver ikke lønsedlens beløb"),
    ("approvals_payment SET withheld = withheld {} 1", "betalingen .* lyder på et andet beløb"),
    ("clusters_movement SET amount = amount {} 1 WHERE kind = 'pay'", "bevægelsen .* siger noget andet"),
]


def test_what_does_not_agree_is_not_reported_and_harm_is_found(
    owner: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = ready()
    owner.execute("SET session_replication_role = replica")
    number = FeeStatement.objects.get().number
    for harm, said in UNEVEN:
        owner.execute(f"UPDATE {harm.format('+', '+')}")
        owner.commit()
        with pytest.raises(Refused, match=f"Lønseddel {number}: .*{said}"):
            report_income(a_month_ago(), by=people.sara)
        owner.execute(f"UPDATE {harm.format('-', '-')}")
        owner.commit()
    assert IncomeReport.objects.count() == 0
    report_income(a_month_ago(), by=people.sara)
    assert list(check_income_reports()) == []
    monkeypatch.setattr(income_proofs, "connection", owner)
    for harm, said in HARMS:
        with owner.transaction(force_rollback=True):
            owner.execute(harm)
            found = list(check_income_reports())
        assert any(said in sentence for sentence in found), (harm, found)
