"""Proof of the evidence (I10): every seal fits its rows and the seal before it."""

from collections.abc import Iterator

from django.db import connection

from klyngeokonomi.audit.models import Seal
from klyngeokonomi.audit.seal import COLUMNS, digest_of

BROKEN = """
SELECT s.from_id, s.to_id FROM audit_seal s CROSS JOIN LATERAL (
    SELECT count(*) AS rows, {digest} AS sha256 FROM {table} r WHERE r.id BETWEEN s.from_id AND s.to_id
) found
WHERE s."table" = %s AND s.columns = %s AND (found.rows, found.sha256) IS DISTINCT FROM (s.rows::bigint, s.sha256::text)
ORDER BY s.from_id LIMIT 20
"""
UNCHAINED = """
SELECT "table", from_id, to_id FROM (
    SELECT "table", from_id, to_id, previous,
        lag(sha256, 1, '') OVER road AS sha256_before, lag(to_id, 1, 0::bigint) OVER road AS to_before
    FROM audit_seal WINDOW road AS (PARTITION BY "table" ORDER BY from_id)
) walked
WHERE previous <> sha256_before OR from_id <> to_before + 1
ORDER BY "table", from_id LIMIT 20
"""


def check_seals() -> Iterator[str]:
    """I10: nothing that was sealed has been changed, removed or slipped in since, and no seal is missing."""
    with connection.cursor() as cursor:
        cursor.execute(UNCHAINED)
        for table, from_id, to_id in cursor.fetchall():
            yield f"Seglet over {table} {from_id}–{to_id} passer ikke til seglet før det."
        for table, columns in Seal.objects.order_by().values_list("table", "columns").distinct():
            cursor.execute(COLUMNS, [table])
            gone = set(columns.split(",")) - {name for (name,) in cursor.fetchall()}
            if gone:
                yield f"{table}: en forseglet kolonne er væk ({', '.join(sorted(gone))})."
                continue
            digest = digest_of(columns).replace("%s", "s.previous")
            cursor.execute(
                BROKEN.format(digest=digest, table=connection.ops.quote_name(table)), [table, columns]
            )
            for from_id, to_id in cursor.fetchall():
                yield f"{table} {from_id}–{to_id}: rækker er ændret, fjernet eller skudt ind, efter de blev forseglet."


def last_seals() -> Iterator[str]:
    """How far each table is sealed, and the digest: written down elsewhere, it shows if the end is cut off."""
    for seal in Seal.objects.order_by("table", "-from_id").distinct("table"):
        yield f"{seal.table} er forseglet til nr. {seal.to_id}: {seal.sha256[:16]}"
