"""Proofs of the payment runs: what was frozen, what the bank was told, what is booked and where the vouchers stand.

Each check gives Danish sentences; none means proven.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from hashlib import sha256

from cryptography.fernet import InvalidToken
from django.db import connection

from approvals.models import BatchFile
from klyngeokonomi.money import format_kr

RUNS = """
SELECT b.number, b.count, b.control_sum, count(p.id), coalesce(sum(p.amount), 0), f.id IS NULL
FROM approvals_batch b LEFT JOIN approvals_payment p ON p.batch_id = b.id
LEFT JOIN approvals_batchfile f ON f.batch_id = b.id
GROUP BY b.id, f.id
HAVING (count(p.id), coalesce(sum(p.amount), 0)) IS DISTINCT FROM (b.count::bigint, b.control_sum) OR f.id IS NULL
ORDER BY b.number LIMIT 20
"""
ONE_PERSON = """
SELECT b.number FROM approvals_batch b
JOIN clusters_user maker ON maker.id = b.built_by_id JOIN clusters_user other ON other.id = b.released_by_id
WHERE maker.person_id = other.person_id OR EXISTS (
    SELECT 1 FROM approvals_payment p JOIN expenses_voucher v ON v.id = p.voucher_id
    JOIN expenses_payee payee ON payee.id = p.payee_id
    LEFT JOIN approvals_decision d ON d.voucher_id = v.id AND d.verdict = 'endorse'
    WHERE p.batch_id = b.id AND other.person_id IN (v.claimant_id, payee.person_id, d.by_person_id))
ORDER BY b.number LIMIT 20
"""
BOOKED = """
SELECT v.number, p.end_to_end_id FROM approvals_payment p JOIN expenses_voucher v ON v.id = p.voucher_id
LEFT JOIN clusters_movement m ON m.id = p.movement_id LEFT JOIN clusters_movement r ON r.reverses_id = m.id
WHERE (p.state = 'paid' AND (m.id IS NULL OR r.id IS NOT NULL))
OR (p.state <> 'paid' AND m.id IS NOT NULL AND r.id IS NULL)
OR (m.id IS NOT NULL AND (m.cluster_id, m.amount, m.kind, m.from_bucket, m.to_bucket, m.reference) IS DISTINCT FROM
    (p.cluster_id, p.amount + p.withheld, 'pay', 'reserved', 'paid', 'voucher:' || v.id || ':pay:' || p.id))
ORDER BY p.id LIMIT 20
"""
UNPAID = """
SELECT c.name, m.number FROM clusters_movement m JOIN clusters_cluster c ON c.id = m.cluster_id
WHERE m.reference ~ '^voucher:[0-9]+:pay:[0-9]+$'
AND NOT EXISTS (SELECT 1 FROM approvals_payment p WHERE p.movement_id = m.id)
ORDER BY m.id LIMIT 20
"""
STANDING = """
SELECT v.number FROM expenses_voucher v
LEFT JOIN approvals_payment p ON p.voucher_id = v.id AND p.state IN ('scheduled', 'accepted', 'paid')
WHERE v.kind <> 'card' AND v.number IS NOT NULL AND
    (CASE WHEN p.state IS NULL THEN '' WHEN p.state = 'paid' THEN 'paid' ELSE 'scheduled' END)
    <> (CASE WHEN v.state IN ('scheduled', 'paid') THEN v.state ELSE '' END)
ORDER BY v.id LIMIT 20
"""
STATEMENTS = """
SELECT s.statement_id, s.opening + coalesce(sum(l.amount), 0), s.closing FROM approvals_bankstatement s
LEFT JOIN approvals_bankline l ON l.statement_id = s.id AND l.currency = 'DKK'
GROUP BY s.id HAVING s.opening + coalesce(sum(l.amount), 0) <> s.closing
ORDER BY s.id LIMIT 20
"""
HEAD = re.compile(rb"<NbOfTxs>(\d+)</NbOfTxs><CtrlSum>([\d.]+)</CtrlSum>")


def check_payments() -> Iterator[str]:
    """I2, I5 and I6: run, payments, file, movements and vouchers say the same."""
    for number, count, total, found, amount, no_file in _rows(RUNS):
        if no_file:
            yield f"Betalingskørsel {number}: har ingen fil."
        if (count, total) != (found, amount):
            yield (
                f"Betalingskørsel {number}: siger {count} betalinger på {format_kr(total)}, "
                f"men har {found} på {format_kr(amount)}."
            )
    for (number,) in _rows(ONE_PERSON):
        yield f"Betalingskørsel {number}: er frigivet af en, der ikke måtte."
    for voucher, payment in _rows(BOOKED):
        yield f"Bilag {voucher}: betalingen {payment} og dens bevægelse passer ikke sammen."
    for cluster, number in _rows(UNPAID):
        yield f"{cluster}: bevægelse {number} betaler et bilag, som ingen betaling svarer til."
    for (number,) in _rows(STANDING):
        yield f"Bilag {number}: status og betalinger passer ikke sammen."


def check_statements() -> Iterator[str]:
    """I6: the lines of each of the bank's statements still lead from its opening to its closing."""
    for name, reached, closing in _rows(STATEMENTS):
        yield f"Kontoudtog {name}: primo og linjer giver {format_kr(reached)}, banken siger {format_kr(closing)}"


def check_batch_files() -> Iterator[str]:
    """I6 and I8: each file opens, is the one that was made, and says its run's count and sum."""
    for kept in BatchFile.objects.select_related("batch").order_by("pk").iterator(20):
        try:
            content = kept.sealed.open()
        except InvalidToken:
            yield f"{kept}: kan ikke læses med nogen af nøglerne."
            continue
        head = HEAD.search(content)
        told = (int(head[1]), Decimal(head[2].decode())) if head else None
        if sha256(content).hexdigest() != kept.sha256 or len(content) != kept.size:
            yield f"{kept}: er ikke den fil, der blev dannet."
        elif told != (kept.batch.count, kept.batch.control_sum):
            yield f"{kept}: siger noget andet end betalingskørsel {kept.batch.number}."


def _rows(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()
