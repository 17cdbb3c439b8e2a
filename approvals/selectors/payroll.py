"""A fee run as PLO's payroll books it: a row for each line, and last the run's own totals."""

from collections.abc import Iterator

from approvals.enums import PayLineKind
from approvals.models import FeeRun, FeeStatement, FeeStatementLine
from klyngeokonomi.sheets import Cell, Sheet

HEADINGS = (
    "Lønseddel",
    "Måned",
    "Navn",
    "Kendt ved",
    "Bilag",
    "Klynge",
    "Betalings-id",
    "Udbetalt den",
    "Slags",
    "Felt i eIndkomst",
    "Beløb",
    "AM-bidrag",
    "A-skat",
    "Udbetalt",
    "Tager tilbage",
)


def payroll_sheet(run: FeeRun) -> Sheet:
    """A CPR number stands masked in it, as on the statement. Two queries."""
    return Sheet(f"Løn {run.month:%Y-%m}", HEADINGS, _rows(run))


def _rows(run: FeeRun) -> Iterator[list[Cell]]:
    printed = dict(FeeStatement.objects.filter(run=run).values_list("pk", "printed__receiver__identity"))
    lines = FeeStatementLine.objects.filter(statement__run=run).select_related(
        "statement", "voucher", "cluster", "payment", "reverses__statement"
    )
    for line in lines.defer("statement__printed", "statement__cpr").order_by("statement_id", "position"):
        statement = line.statement
        yield [
            *(statement.number, f"{statement.month:%Y-%m}", statement.payee_name, printed[statement.pk]),
            *(line.voucher.number, line.cluster.name, line.payment.end_to_end_id, line.paid_on),
            *(PayLineKind(line.kind).label, line.field, line.amount, line.am_contribution, line.a_tax),
            line.amount - line.am_contribution - line.a_tax,
            line.reverses.statement.number if line.reverses else None,
        ]
    totals = [run.gross + run.tax_free, run.am_contribution, run.a_tax, run.net]
    yield ["I alt", *[None] * 9, *totals, None]
