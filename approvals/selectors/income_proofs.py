"""Proofs of what was reported to eIndkomst: against the statements, in the sealed file, and over the year.

Each check gives Danish sentences; none means proven.
"""

from collections.abc import Iterator
from hashlib import sha256

from cryptography.fernet import InvalidToken
from django.db import connection

from approvals.models import IncomeReport
from approvals.selectors.income_shown import amounts_of_line
from approvals.tax_files.eindkomst import UnfitTable, read_table

BY_FIELD = """
    coalesce(sum(s.amount) FILTER (WHERE s.field = 13), 0), 0::numeric, coalesce(sum(s.a_tax), 0),
    coalesce(sum(s.am_contribution), 0), coalesce(sum(s.amount) FILTER (WHERE s.field = 36), 0),
    coalesce(sum(s.amount) FILTER (WHERE s.field = 38), 0), coalesce(sum(s.amount) FILTER (WHERE s.field = 48), 0)
"""
TOLD = f"""
SELECT r.name, l.position FROM approvals_incomereportline l JOIN approvals_incomereport r ON r.id = l.report_id
LEFT JOIN approvals_reportedline h ON h.report_line_id = l.id
LEFT JOIN approvals_feestatementline s ON s.id = h.statement_line_id
LEFT JOIN approvals_feestatement f ON f.id = s.statement_id
GROUP BY r.id, l.id
HAVING (l.field_13, l.field_14, l.field_15, l.field_16, l.field_36, l.field_38, l.field_48) <> ({BY_FIELD})
    OR count(DISTINCT (f.fingerprint, f.cvr, CASE WHEN f.fingerprint = '' AND f.cvr = '' THEN f.payee_id END)) <> 1
    OR bool_or(f.month <> r.month)
ORDER BY r.name, l.position LIMIT 20
"""  # noqa: S608 - words of ours
BELOW = """
SELECT max(f.number), extract(year FROM f.month)::int, s.field FROM approvals_reportedline h
JOIN approvals_feestatementline s ON s.id = h.statement_line_id JOIN approvals_feestatement f ON f.id = s.statement_id
GROUP BY f.fingerprint, f.cvr, CASE WHEN f.fingerprint = '' AND f.cvr = '' THEN f.payee_id END,
    extract(year FROM f.month), s.field
HAVING sum(s.amount) < 0 OR sum(s.am_contribution) < 0 OR sum(s.a_tax) < 0
ORDER BY 1 LIMIT 20
"""


def check_income_reports() -> Iterator[str]:
    """I6 and I8: each line is what its statements say, no year is negative, and each file is the one that was made."""
    for name, position in _rows(TOLD):
        yield f"{name}: linje {position} siger noget andet end lønsedlerne."
    for number, year, field in _rows(BELOW):
        yield f"Lønseddel {number}: felt {field} er indberettet negativt for {year}."
    for report in IncomeReport.objects.order_by("pk").iterator(20):
        yield from _file(report)


def _file(report: IncomeReport) -> Iterator[str]:
    try:
        content = report.sealed.open()
    except InvalidToken:
        yield f"{report.name}: kan ikke læses med nogen af nøglerne."
        return
    if (sha256(content).hexdigest(), len(content)) != (report.sha256, report.size):
        yield f"{report.name}: er ikke den fil, der blev dannet."
        return
    try:
        read = read_table(content)
    except UnfitTable as error:
        yield f"{report.name}: {error}"
        return
    every = [amounts_of_line(line) for line in report.lines.order_by("position")]
    told = [amounts for amounts in every if amounts]
    if (
        read.month != report.month
        or [one.amounts for one in read.lines] != told
        or report.count != len(every)
    ):
        yield f"{report.name}: filen og linjerne siger ikke det samme."


def _rows(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()
