"""Proofs of the ledger, by summing what no page sums. Each check gives Danish sentences; none means proven."""

from collections.abc import Iterator

from django.db import connection

from clusters.models import Account, Cluster
from klyngeokonomi.money import format_kr

SUMS = """
SELECT a.cluster_id, b.bucket,
       CASE b.bucket WHEN 'outside' THEN a.outside WHEN 'available' THEN a.available
                     WHEN 'reserved' THEN a.reserved ELSE a.paid END AS kept,
       coalesce((SELECT sum(m.amount) FROM clusters_movement m
                 WHERE m.cluster_id = a.cluster_id AND m.to_bucket = b.bucket), 0)
     - coalesce((SELECT sum(m.amount) FROM clusters_movement m
                 WHERE m.cluster_id = a.cluster_id AND m.from_bucket = b.bucket), 0) AS proven
FROM clusters_account a CROSS JOIN (VALUES ('outside'), ('available'), ('reserved'), ('paid')) AS b (bucket)
"""

RUNNING = """
SELECT cluster_id, number FROM (
    SELECT cluster_id, number, available_after, reserved_after, paid_after,
        sum(CASE WHEN to_bucket = 'available' THEN amount WHEN from_bucket = 'available' THEN -amount ELSE 0 END)
            OVER road AS available,
        sum(CASE WHEN to_bucket = 'reserved' THEN amount WHEN from_bucket = 'reserved' THEN -amount ELSE 0 END)
            OVER road AS reserved,
        sum(CASE WHEN to_bucket = 'paid' THEN amount WHEN from_bucket = 'paid' THEN -amount ELSE 0 END)
            OVER road AS paid,
        row_number() OVER road AS place
    FROM clusters_movement WINDOW road AS (PARTITION BY cluster_id ORDER BY number)
) walked
WHERE (available_after, reserved_after, paid_after) IS DISTINCT FROM (available, reserved, paid) OR place <> number
ORDER BY cluster_id, number LIMIT 20
"""

MISMATCHED_REVERSALS = """
SELECT m.cluster_id, m.number FROM clusters_movement m JOIN clusters_movement o ON o.id = m.reverses_id
WHERE (m.cluster_id, m.amount, m.from_bucket, m.to_bucket)
    IS DISTINCT FROM (o.cluster_id, o.amount, o.to_bucket, o.from_bucket)
ORDER BY m.cluster_id, m.number LIMIT 20
"""


def check_ledger() -> Iterator[str]:
    """I1 and I3: buckets sum to zero, kept totals and running balances are those the movements give."""
    names = dict(Cluster.objects.values_list("pk", "name"))
    with connection.cursor() as cursor:
        cursor.execute(SUMS)
        for cluster, bucket, kept, proven in cursor.fetchall():
            if kept != proven:
                yield (
                    f"{names[cluster]}: kontoen siger {format_kr(kept)} i «{bucket}», "
                    f"men bevægelserne giver {format_kr(proven)}."
                )
        cursor.execute(RUNNING)
        for cluster, number in cursor.fetchall():
            yield f"{names[cluster]}: bevægelse {number} har en forkert løbende saldo eller et forkert nummer."
        cursor.execute(MISMATCHED_REVERSALS)
        for cluster, number in cursor.fetchall():
            yield f"{names[cluster]}: bevægelse {number} modposterer noget andet, end den peger på."
        cursor.execute(
            "SELECT DISTINCT cluster_id FROM clusters_movement m"
            " WHERE NOT EXISTS (SELECT 1 FROM clusters_account a WHERE a.cluster_id = m.cluster_id)"
        )
        for (cluster,) in cursor.fetchall():
            yield f"{names[cluster]}: der er bevægelser, men ingen konto."
    for account in Account.objects.select_related("cluster"):
        if account.outside + account.available + account.reserved + account.paid != 0:
            yield f"{account.cluster}: kontoens fire summer giver ikke nul."
        if account.floor is not None and account.available < account.floor:
            yield f"{account.cluster}: der er brugt mere, end der er til rådighed."
