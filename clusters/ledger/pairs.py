"""Proofs of what is two things at once: a transfer is two movements, an allotment is its movement."""

from collections.abc import Iterator
from decimal import Decimal

from django.db import connection

from clusters.models import Allotment
from klyngeokonomi.money import ZERO, format_kr

TRANSFERS = """
SELECT t.id, t.confirmed_at IS NOT NULL AS done,
       count(m.id) FILTER (WHERE m.cluster_id = t.giver_id AND m.from_bucket = 'available'
                           AND m.to_bucket = 'outside' AND m.reference = 'transfer:' || t.id || ':out') AS outs,
       count(m.id) FILTER (WHERE m.cluster_id = t.receiver_id AND m.from_bucket = 'outside'
                           AND m.to_bucket = 'available' AND m.reference = 'transfer:' || t.id || ':in') AS ins,
       count(m.id) FILTER (WHERE m.amount <> t.amount) AS wrong, count(r.id) AS reversed
FROM clusters_transfer t
LEFT JOIN clusters_movement m ON m.reference IN ('transfer:' || t.id || ':out', 'transfer:' || t.id || ':in')
LEFT JOIN clusters_movement r ON r.reverses_id = m.id
GROUP BY t.id ORDER BY t.id
"""
LONELY = """
SELECT m.id FROM clusters_movement m WHERE m.kind = 'transfer' AND NOT EXISTS (
    SELECT 1 FROM clusters_transfer t WHERE m.reference IN ('transfer:' || t.id || ':out', 'transfer:' || t.id || ':in')
) ORDER BY m.id LIMIT 20
"""


def check_pairs() -> Iterator[str]:
    """I1: what one cluster gives another gets; a frozen allotment is what was booked, line by line."""
    with connection.cursor() as cursor:
        cursor.execute(TRANSFERS)
        for pk, done, outs, ins, wrong, turned in cursor.fetchall():
            if (outs, ins, wrong) != ((1, 1, 0) if done else (0, 0, 0)):
                yield f"Overførsel {pk}: de to bevægelser svarer ikke til den."
            if turned not in (0, 2):
                yield f"Overførsel {pk}: kun den ene bevægelse er modposteret."
        cursor.execute(LONELY)
        for (pk,) in cursor.fetchall():
            yield f"Bevægelse {pk}: er en overførsel, som ingen har indtastet."
    for one in Allotment.objects.select_related("cluster", "movement"):
        lines = sum((Decimal(line["amount"]) for line in one.lines), ZERO)
        moved = one.movement
        if (one.amount, one.cluster_id) != (moved.amount, moved.cluster_id) or lines != one.amount:
            yield (
                f"{one}: tildelingen er {format_kr(one.amount)}, linjerne giver {format_kr(lines)}, "
                f"og bogført er {format_kr(moved.amount)}"
            )
