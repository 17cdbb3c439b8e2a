"""Open vouchers and movements by the hundred thousand: one that came by the product's own road, copied by SQL.

As the database's superuser with the guards off, for they let nothing into the middle of its life.
"""

from typing import Any

import psycopg

READ_AT_ONCE = """
CREATE FUNCTION bench_read_at_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.state := 'ready'; NEW.pages := 1; NEW.pages_read := 1; NEW.version := 1;
    RETURN NEW;
END $$;
CREATE TRIGGER bench_read_at_once BEFORE INSERT ON documents_document
    FOR EACH ROW EXECUTE FUNCTION bench_read_at_once();
"""
"""Stands in for the worker that reads the papers: what is measured is the web server, not Pillow."""

TABLES = {
    "expenses_voucher": "id",
    "expenses_line": "voucher_id",
    "expenses_attachment": "voucher_id",
    "expenses_move": "voucher_id",
    "approvals_decision": "voucher_id",
}

COPY_DOCUMENT = """
INSERT INTO documents_document ({columns})
SELECT {values} FROM documents_document d
JOIN expenses_attachment a ON a.document_id = d.id, generate_series(1, %(count)s) AS n
WHERE a.voucher_id = %(pattern)s
"""


def read_at_once(database: psycopg.Connection[Any]) -> None:
    database.execute(READ_AT_ONCE)


def copy_vouchers(database: psycopg.Connection[Any], pattern: int, count: int) -> None:
    """So many like the pattern (an endorsed voucher), every other taken back to where the coordinator has it."""
    with database.transaction():
        database.execute("SET LOCAL session_replication_role = replica")
        base = database.execute("SELECT max(id) FROM expenses_voucher").fetchone()[0]
        given = {"pattern": pattern, "base": base, "count": count}
        new = {
            "expenses_voucher": {
                "id": "%(base)s + n",
                "number": "'2025-' || lpad(n::text, 6, '0')",
                "form_key": "gen_random_uuid()",
                "state": "CASE n %% 2 WHEN 0 THEN 'submitted' ELSE 'endorsed' END",
                "state_since": "now() - (%(count)s - n) * interval '1 second'",
                "voucher_date": "date '2026-11-01' - n %% 300",
                "gross": "100 + n %% 899 + 0.25",
            },
            "expenses_line": {"gross": "100 + n %% 899 + 0.25"},
            "documents_document": {
                "id": "md5(%(base)s::text || '-' || n)::uuid",
                "sha256": "md5(n::text) || md5(n::text || 'x')",
            },
            "expenses_attachment": {"document_id": "md5(%(base)s::text || '-' || n)::uuid"},
        }
        for table, key in [("documents_document", ""), *TABLES.items()]:
            values = {**({key: "%(base)s + n"} if key else {}), **new.get(table, {})}
            database.execute(copy_rows(database, table, key, values), given)
        database.execute(
            "SELECT setval(pg_get_serial_sequence('expenses_voucher', 'id'), max(id)) FROM expenses_voucher"
        )
    database.execute("VACUUM ANALYZE")


def copy_movements(database: psycopg.Connection[Any], cluster: int, count: int) -> None:
    """Pairs of a reservation and its release behind the last movement, each with the balances of its own moment."""
    with database.transaction():
        database.execute("SET LOCAL session_replication_role = replica")
        database.execute(MOVEMENTS, {"cluster": cluster, "pairs": count // 2})
        database.execute(COUNTED, {"cluster": cluster, "count": count // 2 * 2})
    database.execute("VACUUM ANALYZE clusters_movement")


MOVEMENTS = """
INSERT INTO clusters_movement (cluster_id, number, kind, from_bucket, to_bucket, amount, booked_on, text, reference,
    posted_at, by_id, available_after, reserved_after, paid_after)
SELECT last.cluster_id, last.number + 2 * (n - 1) + 1 + back,
    CASE back WHEN 0 THEN 'reserve' ELSE 'release' END,
    CASE back WHEN 0 THEN 'available' ELSE 'reserved' END,
    CASE back WHEN 0 THEN 'reserved' ELSE 'available' END,
    250.00, last.booked_on, 'Bilag 2025-' || n,
    'bench:' || n || CASE back WHEN 0 THEN ':reserve:1' ELSE ':release:1' END, now(), last.by_id,
    last.available_after - CASE back WHEN 0 THEN 250.00 ELSE 0 END,
    last.reserved_after + CASE back WHEN 0 THEN 250.00 ELSE 0 END, last.paid_after
FROM (SELECT * FROM clusters_movement WHERE cluster_id = %(cluster)s ORDER BY number DESC LIMIT 1) AS last,
    generate_series(1, %(pairs)s) AS n, generate_series(0, 1) AS back
"""
COUNTED = (
    "UPDATE clusters_account SET movements_count = movements_count + %(count)s WHERE cluster_id = %(cluster)s"
)


def copy_rows(database: psycopg.Connection[Any], table: str, key: str, values: dict[str, str]) -> str:
    """INSERT … SELECT of all columns, with these in place of the pattern's; its own number is left to the table."""
    found = database.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped "
        "AND attgenerated = ''",
        [table],
    )
    columns = [name for (name,) in found if name != "id" or name in values]
    chosen = ", ".join(values.get(name, f'd."{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    if table == "documents_document":
        return COPY_DOCUMENT.format(columns=names, values=chosen)
    return (
        f"INSERT INTO {table} ({names}) SELECT {chosen} FROM {table} d, generate_series(1, %(count)s) AS n "
        f"WHERE d.{key} = %(pattern)s"
    )
