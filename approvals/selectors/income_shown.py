"""The reports to eIndkomst as their pages show them: months, what waits, and one report with what it holds."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from approvals.models import FeeStatement, IncomeReport, IncomeReportLine, ReportedLine
from approvals.selectors.fee_facts import untold_payments
from approvals.selectors.income_checks import why_not_agree
from approvals.selectors.income_receivers import addresses_of, why_not_known
from approvals.selectors.income_reports import (
    Gathered,
    gathered,
    unreported_lines,
    why_not_below_nil,
    why_not_nil,
    why_not_report_yet,
)
from approvals.tax_files.records import FIELDS, Amounts, added
from klyngeokonomi.audit.models import Record
from klyngeokonomi.danish.months import last_of

DOWNLOADED = "income_report_downloaded"
MOST_MONTHS = 36


@dataclass
class Month:
    """`waiting` is how many lines of statements no report holds."""

    month: dt.date
    waiting: int = 0
    reports: list[IncomeReport] = field(default_factory=list)


def months() -> list[Month]:
    """The newest first, at most MOST_MONTHS. Two queries."""
    found: dict[dt.date, Month] = {}
    counted = FeeStatement.objects.order_by("-month").values_list("month")
    waiting = counted.annotate(waiting=Count("lines", filter=Q(lines__reported=None)))
    for month, lines in waiting[:MOST_MONTHS]:
        found[month] = Month(month, lines)
    made = IncomeReport.objects.filter(month__in=found).defer("sealed").order_by("month", "sequence")
    for report in made.select_related("made_by__person"):
        found[report.month].reports.append(report)
    return list(found.values())


@dataclass(frozen=True)
class Waiting:
    """What the next report of a month would hold, and why it cannot be made."""

    month: dt.date
    rows: list[Gathered]
    why_not: str | None
    untold: int
    """Payments of the month that no statement tells of: nobody is told, so neither is Skat."""

    @property
    def is_nil(self) -> bool:
        return not any(row.amounts for row in self.rows)

    @property
    def totals(self) -> list[tuple[int, str, object]]:
        return in_words(added(row.amounts for row in self.rows))

    @property
    def people(self) -> int:
        return len({row.person for row in self.rows})

    @property
    def statements(self) -> int:
        return len({line.statement_id for row in self.rows for line in row.lines})


def waiting_in(month: dt.date) -> Waiting:
    """A number of queries that does not grow with the people."""
    lines = unreported_lines(month)
    rows = gathered(lines)
    statements = [row.statement for row in rows]
    why_not = (
        why_not_report_yet(month)
        or why_not_nil(rows)
        or why_not_agree(lines)
        or why_not_below_nil(rows, month.year)
        or why_not_known(statements, addresses_of(statements))
    )
    untold = untold_payments(last_of(month)).filter(settled_on__gte=month).count()
    return Waiting(month, rows, why_not, untold)


def in_words(amounts: Amounts) -> list[tuple[int, str, object]]:
    """(field, its words, DKK) of those that are not nil."""
    return [(number, FIELDS[number], amount) for number, amount in sorted(amounts.items())]


def amounts_of_line(line: IncomeReportLine) -> Amounts:
    return added([{number: getattr(line, f"field_{number}") for number in FIELDS}])


def totals_of(report: IncomeReport) -> list[tuple[int, str, object]]:
    """One query."""
    sums = report.lines.order_by().aggregate(**{f"of_{number}": Sum(f"field_{number}") for number in FIELDS})
    return in_words(added([{number: sums[f"of_{number}"] for number in FIELDS}]))


def lines_of(report: IncomeReport) -> QuerySet[IncomeReportLine]:
    """Each with the statements' lines it holds, their vouchers and payments. Two queries."""
    held = ReportedLine.objects.order_by("statement_line_id").select_related(
        "statement_line__statement", "statement_line__voucher", "statement_line__payment"
    )
    return report.lines.order_by("position").prefetch_related(Prefetch("holds", held))


def history_of(report: IncomeReport) -> list[Record]:
    """Made, and every time somebody took the file; oldest first."""
    return list(_records(report).select_related("by__person").order_by("pk"))


def downloads_of(report: IncomeReport) -> list[Record]:
    return list(_records(report).filter(act=DOWNLOADED).order_by("pk"))


def _records(report: IncomeReport) -> QuerySet[Record]:
    return Record.objects.filter(subject_type=report._meta.label_lower, subject_id=str(report.pk))
