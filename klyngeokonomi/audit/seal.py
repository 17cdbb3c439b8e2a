"""Seals the evidence: what has been added since last time gets a digest, chained to the one before (ADR 0021).

Nobody who writes evidence waits for this. A stretch is sealed only when everyone who was adding rows at the time has
finished, so that no row can appear inside it afterwards; numbers that a rollback skipped are simply not there.
"""

import time

from django.conf import settings
from django.db import connection, transaction

from klyngeokonomi.audit.models import Seal

MOST_ROWS = 5000
PATIENCE_SECONDS = 5.0
BETWEEN_LOOKS = 0.02

COLUMNS = """
SELECT attname FROM pg_attribute
WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attname
"""
ADDING = """
SELECT virtualtransaction FROM pg_locks
WHERE relation = %s::regclass AND mode = 'RowExclusiveLock' AND granted AND pid <> pg_backend_pid()
"""
DIGEST = """
encode(sha256(convert_to(%s || coalesce(string_agg(
    encode(sha256(convert_to(jsonb_build_array({columns})::text, 'UTF8')), 'hex'), '' ORDER BY r.id
), ''), 'UTF8')), 'hex')
"""
"""Of the previous digest and the digest of each row, which is its columns as JSON (times in the session's UTC)."""
STRETCH = """
SELECT max(id), count(*) FROM (SELECT id FROM {table} WHERE id > %s AND id <= %s ORDER BY id LIMIT %s) r
"""


def seal_everything() -> int:
    """Seal what is new in each of settings.SEALED_TABLES; how many seals were set."""
    return sum(seal_table(table) for table in settings.SEALED_TABLES)


def seal_table(table: str) -> int:
    """Seal the rows that are there now, in stretches; how many. None while somebody is slow to finish adding."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT max(id) FROM {connection.ops.quote_name(table)}")  # noqa: S608 - a name of ours
        (last,) = cursor.fetchone()
    if last is None or not _adders_have_finished(table):
        return 0
    seals = 0
    while _seal_stretch(table, last):
        seals += 1
    return seals


def digest_of(columns: str) -> str:
    """SQL for the digest of rows `r`, after a parameter or column with the digest before."""
    quoted = ", ".join(f"r.{connection.ops.quote_name(name)}" for name in columns.split(","))
    return DIGEST.format(columns=quoted)


def _adders_have_finished(table: str) -> bool:
    """Whether all who held a number of this table a moment ago have committed or given up."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    waited_for = _adders(table)
    while waited_for and time.monotonic() < deadline:
        time.sleep(BETWEEN_LOOKS)
        waited_for &= _adders(table)
    return not waited_for


def _adders(table: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(ADDING, [table])
        return {name for (name,) in cursor.fetchall()}


@transaction.atomic
def _seal_stretch(table: str, last: int) -> Seal | None:
    """The next stretch up to `last`, one process at a time; nothing when there is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"audit.seal:{table}"])
        before = Seal.objects.filter(table=table).order_by("-from_id").first()
        sealed_to = before.to_id if before else 0
        name = connection.ops.quote_name(table)
        cursor.execute(STRETCH.format(table=name), [sealed_to, last, MOST_ROWS])
        to_id, rows = cursor.fetchone()
        if not rows:
            return None
        cursor.execute(COLUMNS, [table])
        columns = ",".join(column for (column,) in cursor.fetchall())
        previous = before.sha256 if before else ""
        cursor.execute(
            f"SELECT {digest_of(columns)} FROM {name} r WHERE id > %s AND id <= %s",  # noqa: S608 - names of ours
            [previous, sealed_to, to_id],
        )
        (sha256,) = cursor.fetchone()
    return Seal.objects.create(
        table=table,
        from_id=sealed_to + 1,
        to_id=to_id,
        rows=rows,
        columns=columns,
        previous=previous,
        sha256=sha256,
    )
