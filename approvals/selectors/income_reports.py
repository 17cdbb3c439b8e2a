"""What of a month is not reported to eIndkomst yet, gathered by who is known there, and what the file would say."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Sum
from django.utils import formats

from approvals.enums import FeeRunState, IncomeType
from approvals.models import FeeRun, FeeStatement, FeeStatementLine, ReportedLine
from approvals.selectors.recalls import recalled_standing
from approvals.tax_files.records import Amounts, added, below_nil

A_FIELDS = (13, 48)
"""Pay of a wage earner; the others are B-income."""
NOT_RUN = "Kør {month} færdig under honorarkørsler, før måneden indberettes."
RECALLED = (
    "Lønseddel {number} er trukket tilbage. Kør {month} igen under honorarkørsler, før måneden indberettes."
)
NIL = "Det, der ikke er indberettet, går op i nul. Der er intet at sende til Skat."
UNDER_WAY = "En honorarkørsel er i gang. Vent, til den er færdig."


@dataclass
class Gathered:
    """One row of the file to be: what `statement` (the newest of them) tells whom about. Amounts in DKK."""

    statement: FeeStatement
    income_type: IncomeType
    lines: list[FeeStatementLine] = field(default_factory=list)

    @property
    def person(self) -> str:
        return person_of(self.statement)

    @property
    def amounts(self) -> Amounts:
        return added(amounts_of(line) for line in self.lines)


def amounts_of(line: FeeStatementLine) -> Amounts:
    """What a line says by eIndkomst's fields."""
    return added([{line.field: line.amount}, {16: line.am_contribution}, {15: line.a_tax}])


def person_of(statement: FeeStatement) -> str:
    """Who it is to Skat: one CPR number, one company, or one payee that has neither."""
    return statement.fingerprint or statement.cvr or f"payee:{statement.payee_id}"


def why_not_report_yet(month: dt.date) -> str | None:
    """A run of this month or a later one is done, none that may still add to the month is under way, and nothing of it
    waits to be taken back from a wrong number.
    """
    runs = FeeRun.objects.filter(month__gte=month)
    if runs.exclude(state=FeeRunState.DONE).exists():
        return UNDER_WAY
    named = formats.date_format(month, "F Y").lower()
    if not runs.exists():
        return NOT_RUN.format(month=named)
    recalled = recalled_standing(month)
    return RECALLED.format(number=recalled.number, month=named) if recalled else None


def unreported_lines(month: dt.date) -> list[FeeStatementLine]:
    """With their statements, payments and movements. One query."""
    waiting = FeeStatementLine.objects.filter(statement__month=month, reported=None)
    found = waiting.select_related("statement", "payment", "movement", "reverses__statement__recall")
    found = found.defer("statement__printed", "reverses__statement__printed", "reverses__statement__cpr")
    return list(found.order_by("statement_id", "position"))


def gathered(lines: Iterable[FeeStatementLine]) -> list[Gathered]:
    """By person and income type, in the order of their names. One query.

    Who has any A-income in the report stands under type 00 with all of it (domain.md §5.2); what takes back what was
    reported before stands under the type it was reported under. A row that comes to nothing stands last: what was
    told and taken back before any of it was reported is kept with the report, and Skat is sent no empty row.
    """
    lines = list(lines)
    told = _reported_under(lines)
    waged = {person_of(line.statement) for line in lines if line.field in A_FIELDS}
    found: dict[tuple[str, str], Gathered] = {}
    for line in lines:
        person = person_of(line.statement)
        own = IncomeType.EMPLOYEE if person in waged else IncomeType.B_INCOME
        kind = IncomeType(told.get(line.reverses_id, own))
        row = found.setdefault((person, kind), Gathered(line.statement, kind))
        row.statement = line.statement
        row.lines.append(line)
    return sorted(
        found.values(), key=lambda one: (not one.amounts, one.statement.payee_name, one.lines[0].pk)
    )


def _reported_under(lines: list[FeeStatementLine]) -> dict[int | None, str]:
    """The income type each line that is now taken back was reported under."""
    back = [line.reverses_id for line in lines if line.reverses_id]
    rows = ReportedLine.objects.filter(statement_line__in=back) if back else ReportedLine.objects.none()
    return dict(rows.values_list("statement_line_id", "report_line__income_type"))


def why_not_nil(rows: list[Gathered]) -> str | None:
    """What was told and taken back before any of it was reported waits for the month's next report."""
    return None if any(row.amounts for row in rows) else NIL


def why_not_below_nil(rows: list[Gathered], year: int) -> str | None:
    """Skat takes no correction that makes a field of a person's year negative. A query when something is taken back."""
    if not any(line.reverses_id for row in rows for line in row.lines):
        return None
    before = year_of({row.person for row in rows}, year)
    for row in rows:
        before[row.person] = added([before.get(row.person, {}), row.amounts])
    for row in rows:
        if fields := below_nil(before[row.person]):
            return (
                f"Lønseddel {row.statement.number} ville gøre årets felt {fields[0]} negativt for modtageren. "
                "Det tager Skat ikke imod."
            )
    return None


def year_of(people: set[str], year: int) -> dict[str, Amounts]:
    """What is reported of the calendar year, by person and field. One query."""
    names = [f"statement_line__statement__{name}" for name in ("fingerprint", "cvr", "payee")]
    reported = ReportedLine.objects.filter(statement_line__statement__month__year=year).order_by()
    sums = {name: Sum(f"statement_line__{name}") for name in ("amount", "am_contribution", "a_tax")}
    found: dict[str, Amounts] = {}
    for *who, number, amount, am, tax in reported.values_list(*names, "statement_line__field").annotate(
        **sums
    ):
        person = who[0] or who[1] or f"payee:{who[2]}"
        if person in people:
            found[person] = added([found.get(person, {}), {number: amount}, {16: am}, {15: tax}])
    return found
