"""Proofs of the fee statements: what the bank has paid is told once, or anew when it was told to a wrong number and is
taken back from there; and every figure told is the one that is booked.

Each check gives Danish sentences; none means proven. A payment that the bank answered for in the minutes while a run
was composed may be told by the next run: LATE.
"""

from collections.abc import Iterator

from django.db import connection

from approvals.models import FeeStatement
from approvals.statements.fee_records import Totals, read_printed
from klyngeokonomi.money import format_kr

LATE = "interval '10 minutes'"
STANDING = """EXISTS (SELECT 1 FROM approvals_feestatementline l WHERE l.payment_id = p.id AND l.reverses_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM approvals_feestatementline back WHERE back.reverses_id = l.id))"""
UNTOLD = f"""
SELECT v.number, p.end_to_end_id FROM approvals_payment p JOIN expenses_voucher v ON v.id = p.voucher_id
WHERE p.state = 'paid' AND v.kind IN ('fee', 'mileage') AND NOT {STANDING}
AND EXISTS (SELECT 1 FROM approvals_feerun run WHERE run.month >= date_trunc('month', p.settled_on)
    AND run.composed_at > p.state_since + {LATE})
ORDER BY p.id LIMIT 20
"""  # noqa: S608 - own words alone
STILL_TOLD = f"""
SELECT v.number, p.end_to_end_id FROM approvals_payment p JOIN expenses_voucher v ON v.id = p.voucher_id
WHERE (p.state <> 'paid' OR v.kind NOT IN ('fee', 'mileage')) AND {STANDING}
AND EXISTS (SELECT 1 FROM approvals_feerun run JOIN approvals_feestatementline told ON told.payment_id = p.id
    JOIN approvals_feestatement s ON s.id = told.statement_id
    WHERE run.month >= s.month AND run.composed_at > p.state_since + {LATE})
ORDER BY p.id LIMIT 20
"""  # noqa: S608 - own words alone
TWICE = """
SELECT v.number, count(*) FROM approvals_feestatementline l JOIN expenses_voucher v ON v.id = l.voucher_id
WHERE l.reverses_id IS NULL AND NOT EXISTS (SELECT 1 FROM approvals_feestatementline back WHERE back.reverses_id = l.id)
GROUP BY l.payment_id, v.number HAVING count(*) > 1
ORDER BY l.payment_id LIMIT 20
"""
TELLINGS = """
SELECT v.number, count(*) FROM approvals_feestatementline l JOIN expenses_voucher v ON v.id = l.voucher_id
LEFT JOIN approvals_statementrecall r ON r.statement_id = l.statement_id
WHERE l.reverses_id IS NULL GROUP BY l.payment_id, v.number
HAVING (count(*), count(DISTINCT l.telling)) IS DISTINCT FROM (max(l.telling)::bigint, max(l.telling)::bigint)
    OR count(*) - count(r.id) > 1
ORDER BY l.payment_id LIMIT 20
"""
UNASKED = """
SELECT s.number, l.position, v.number FROM approvals_feestatementline l
JOIN approvals_feestatement s ON s.id = l.statement_id JOIN approvals_payment p ON p.id = l.payment_id
JOIN expenses_voucher v ON v.id = l.voucher_id JOIN approvals_feestatementline told ON told.id = l.reverses_id
WHERE (p.state = 'paid' OR l.movement_id = told.movement_id)
AND NOT EXISTS (SELECT 1 FROM approvals_statementrecall r WHERE r.statement_id = told.statement_id)
ORDER BY l.id LIMIT 20
"""
RECALLED = f"""
SELECT DISTINCT s.number FROM approvals_statementrecall r JOIN approvals_feestatement s ON s.id = r.statement_id
JOIN approvals_feestatementline l ON l.statement_id = s.id AND l.reverses_id IS NULL
WHERE NOT EXISTS (SELECT 1 FROM approvals_feestatementline back WHERE back.reverses_id = l.id)
AND EXISTS (SELECT 1 FROM approvals_feerun run WHERE run.month >= s.month AND run.composed_at > r.made_at + {LATE})
ORDER BY s.number LIMIT 20
"""  # noqa: S608 - own words alone
SUMS = """
SELECT s.number FROM approvals_feestatement s LEFT JOIN approvals_feestatementline l ON l.statement_id = s.id
GROUP BY s.id HAVING (s.gross, s.tax_free, s.am_contribution, s.a_tax) IS DISTINCT FROM (
    coalesce(sum(l.amount) FILTER (WHERE l.kind <> 'mileage_free'), 0),
    coalesce(sum(l.amount) FILTER (WHERE l.kind = 'mileage_free'), 0),
    coalesce(sum(l.am_contribution), 0), coalesce(sum(l.a_tax), 0)) OR count(l.id) = 0
ORDER BY s.id LIMIT 20
"""
BOOKED = """
SELECT s.number, l.position, v.number FROM approvals_feestatementline l
JOIN approvals_feestatement s ON s.id = l.statement_id JOIN approvals_payment p ON p.id = l.payment_id
JOIN expenses_voucher v ON v.id = l.voucher_id JOIN clusters_movement m ON m.id = l.movement_id
LEFT JOIN approvals_feestatementline told ON told.id = l.reverses_id
WHERE (p.voucher_id, p.cluster_id) IS DISTINCT FROM (l.voucher_id, l.cluster_id)
OR (told.id IS NULL AND (l.movement_id, l.amount, l.amount - l.am_contribution - l.a_tax, l.paid_on)
    IS DISTINCT FROM (p.movement_id, m.amount, p.amount, p.settled_on))
OR (told.id IS NOT NULL AND ((l.payment_id, l.kind, l.amount, l.am_contribution, l.a_tax) IS DISTINCT FROM
    (told.payment_id, told.kind, -told.amount, -told.am_contribution, -told.a_tax)
    OR m.amount <> -l.amount OR p.movement_id NOT IN (m.id, coalesce(m.reverses_id, m.id))))
ORDER BY l.id LIMIT 20
"""
TAXED = """
SELECT s.number, l.position, v.number FROM approvals_feestatementline l
JOIN approvals_feestatement s ON s.id = l.statement_id JOIN approvals_payment p ON p.id = l.payment_id
JOIN expenses_voucher v ON v.id = l.voucher_id
WHERE (l.kind, l.field) NOT IN (('fee_a', 13), ('fee_b', 36), ('mileage_free', 48), ('mileage_taxed', 38))
OR (p.state = 'paid' AND l.reverses_id IS NULL AND (l.kind IN ('fee_a', 'fee_b'), l.kind IN ('fee_a', 'mileage_free'))
    IS DISTINCT FROM (v.kind = 'fee', (SELECT d.income_kind = 'a' FROM expenses_incomedecision d
        WHERE d.voucher_id = v.id AND d.version = v.version ORDER BY d.id DESC LIMIT 1)))
ORDER BY l.id LIMIT 20
"""
WHOSE = """
SELECT s.number, l.position, v.number FROM approvals_feestatementline l
JOIN approvals_feestatement s ON s.id = l.statement_id JOIN approvals_payment p ON p.id = l.payment_id
JOIN expenses_voucher v ON v.id = l.voucher_id
WHERE CASE WHEN s.fingerprint = '' THEN s.payee_id <> p.payee_id ELSE NOT EXISTS (SELECT 1
    FROM expenses_payeeidentity i WHERE i.payee_id = p.payee_id AND i.fingerprint = s.fingerprint) END
ORDER BY l.id LIMIT 20
"""
RUNS = """
SELECT to_char(run.month, 'MM.YYYY'), run.sequence FROM approvals_feerun run
LEFT JOIN approvals_feestatement s ON s.run_id = run.id WHERE run.composed_at IS NOT NULL
GROUP BY run.id HAVING (run.statements, run.gross, run.tax_free, run.am_contribution, run.a_tax) IS DISTINCT FROM
    (count(s.id)::integer, coalesce(sum(s.gross), 0), coalesce(sum(s.tax_free), 0),
    coalesce(sum(s.am_contribution), 0), coalesce(sum(s.a_tax), 0))
ORDER BY run.id LIMIT 20
"""


def check_fee_statements() -> Iterator[str]:
    """I6: payments, movements, decisions, payees, lines, statements and runs say the same."""
    for voucher, payment in _rows(UNTOLD):
        yield f"Bilag {voucher}: betaling {payment} er udbetalt i en måned, der er kørt, men står på ingen lønseddel."
    for voucher, payment in _rows(STILL_TOLD):
        yield f"Bilag {voucher}: betaling {payment} er ikke udbetalt, men står på en lønseddel."
    for voucher, times in _rows(TWICE):
        yield f"Bilag {voucher}: den samme betaling står på {times} lønsedler."
    yield from _recalls()
    for (number,) in _rows(SUMS):
        yield f"Lønseddel {number}: linjerne giver noget andet end lønsedlens beløb."
    for number, position, voucher in _rows(BOOKED):
        yield (
            f"Lønseddel {number}: linje {position} om bilag {voucher} passer ikke med betalingen og bevægelsen."
        )
    for number, position, voucher in _rows(TAXED):
        yield f"Lønseddel {number}: linje {position} om bilag {voucher} er ikke den indkomst, der er afgjort."
    for number, position, voucher in _rows(WHOSE):
        yield f"Lønseddel {number}: linje {position} om bilag {voucher} er betalt til en anden."
    for month, sequence in _rows(RUNS):
        yield f"Honorarkørsel {month}-{sequence}: lønsedlerne giver noget andet end kørslens beløb."
    yield from _printed()


def _recalls() -> Iterator[str]:
    """What was told to a wrong number is taken back whole, and nothing else is."""
    for voucher, times in _rows(TELLINGS):
        yield f"Bilag {voucher}: betalingen er fortalt {times} gange, uden at lønsedlerne er trukket tilbage."
    for number, position, voucher in _rows(UNASKED):
        yield (
            f"Lønseddel {number}: linje {position} tager bilag {voucher} tilbage, men banken har betalt, og "
            "ingen har trukket lønsedlen tilbage."
        )
    for (number,) in _rows(RECALLED):
        yield f"Lønseddel {number}: er trukket tilbage, men står stadig efter en honorarkørsel."


def _printed() -> Iterator[str]:
    """What is printed is what was sealed, and its totals are the columns'."""
    columns = ("number", "printed", "printed_sha256", "gross", "tax_free", "am_contribution", "a_tax")
    for number, data, seal, *amounts in (
        FeeStatement.objects.order_by("pk").values_list(*columns).iterator(500)
    ):
        try:
            printed = read_printed(data)
        except (KeyError, TypeError, ValueError):
            yield f"Lønseddel {number}: kan ikke læses."
            continue
        if (printed.number, printed.fingerprint) != (number, seal):
            yield f"Lønseddel {number}: er ikke den, der blev udstedt."
        if printed.totals != Totals(*amounts):
            told = f"{format_kr(printed.totals.net)} udbetalt"
            yield f"Lønseddel {number}: der er trykt {told}, og det passer ikke med lønsedlens beløb."


def _rows(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()
