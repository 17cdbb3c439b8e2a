"""The month's report to eIndkomst: everything on its fee statements that no report holds yet, and nothing else.

It is made once and lies sealed. Reported again, a month gives only what has come since; what it gives is bound to the
statements' lines, each to one report (ADR 0041).
"""

import datetime as dt
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db.models import Max
from django.utils import formats

from approvals.enums import FeeRunState
from approvals.models import FeeRun, FeeStatement, IncomeReport, IncomeReportLine, ReportedLine
from approvals.selectors.income_checks import why_not_agree
from approvals.selectors.income_receivers import addresses_of, receiver_line, why_not_known
from approvals.selectors.income_reports import (
    Gathered,
    gathered,
    unreported_lines,
    why_not_below_nil,
    why_not_nil,
    why_not_report_yet,
)
from approvals.tax_files.eindkomst import UnfitTable, read_table, write_table
from approvals.tax_files.records import ReportFacts
from clusters.permissions import why_not_run_secretariat
from klyngeokonomi import faults
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.refused import Refused
from klyngeokonomi.sealed_field import Sealed

if TYPE_CHECKING:
    from clusters.models import User

NOTHING = "Der er intet i {month}, som ikke er indberettet."
TWO_PAYERS = "Lønsedlerne er udstedt af to udbetalere og kan ikke indberettes i én fil."
NOT_THE_SAME = "Filen siger noget andet end lønsedlerne. Den dannes ikke. Ring til dem, der driver systemet."
AT_A_TIME = 500


@act
def report_income(month: dt.date, *, by: "User") -> IncomeReport:
    """`month` is its first day. Raises Refused, and then nothing is written."""
    if sentence := why_not_run_secretariat(by) or why_not_report_yet(month):
        raise Refused(sentence)
    _one_at_a_time(month)
    lines = unreported_lines(month)
    told = formats.date_format(month, "F Y").lower()
    faults.point("income.read")
    if not lines:
        raise Refused(NOTHING.format(month=told))
    rows = gathered(lines)
    if sentence := why_not_nil(rows) or why_not_agree(lines) or why_not_below_nil(rows, month.year):
        raise Refused(sentence)
    content = _file(month, rows)
    report = _report(month, content, len(rows), by)
    faults.point("income.made")
    _bind(report, rows)
    faults.point("income.filled")
    record("income_reported", by=by, subject=report, text=f"{told}: {len(rows)} linjer, {report.sha256[:16]}")
    return report


def _one_at_a_time(month: dt.date) -> None:
    """The row that everybody who reports the month waits at: who comes second sees what the first has reported."""
    done = FeeRun.objects.select_for_update().filter(month__gte=month, state=FeeRunState.DONE)
    done.order_by("pk").first()


def _file(month: dt.date, rows: list[Gathered]) -> bytes:
    statements = [row.statement for row in rows]
    addresses = addresses_of(statements)
    if sentence := why_not_known(statements, addresses):
        raise Refused(sentence)
    facts = ReportFacts(
        _payer(statements), month, tuple(receiver_line(row, addresses) for row in rows if row.amounts)
    )
    try:
        content = write_table(facts)
        read = read_table(content)
    except UnfitTable as error:
        raise Refused(str(error)) from error
    if [(one.number, one.amounts) for one in read.lines] != [
        (row.number, row.amounts) for row in facts.lines
    ]:
        raise Refused(NOT_THE_SAME)
    return content


def _payer(statements: list[FeeStatement]) -> str:
    """The CVR number that stands on the statements themselves."""
    found = FeeStatement.objects.filter(pk__in=[one.pk for one in statements]).order_by()
    numbers = set(found.values_list("printed__payer__cvr", flat=True).distinct())
    if len(numbers) > 1:
        raise Refused(TWO_PAYERS)
    return numbers.pop()


def _report(month: dt.date, content: bytes, count: int, by: "User") -> IncomeReport:
    last = IncomeReport.objects.filter(month=month).aggregate(last=Max("sequence"))["last"] or 0
    return IncomeReport.objects.create(
        month=month,
        sequence=last + 1,
        name=f"eindkomst-{month:%Y-%m}-{last + 1}.csv",
        sealed=Sealed.of(content),
        sha256=sha256(content).hexdigest(),
        size=len(content),
        count=count,
        made_by=by,
    )


def _bind(report: IncomeReport, rows: list[Gathered]) -> None:
    lines = [
        IncomeReportLine(
            report=report,
            position=position,
            receiver_kind=row.statement.receiver_kind,
            name=row.statement.payee_name,
            income_type=row.income_type,
            **{f"field_{number}": amount for number, amount in row.amounts.items()},
        )
        for position, row in enumerate(rows, start=1)
    ]
    IncomeReportLine.objects.bulk_create(lines, batch_size=AT_A_TIME)
    faults.point("income.lined")
    holds = [
        ReportedLine(report_line=line, statement_line=one)
        for line, row in zip(lines, rows, strict=True)
        for one in row.lines
    ]
    ReportedLine.objects.bulk_create(holds, batch_size=AT_A_TIME)
