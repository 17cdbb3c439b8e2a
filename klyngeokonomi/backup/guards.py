"""What makes a database of ours more than its rows: triggers, constraints, functions, rights. As sorted lines."""

import re

from django.db.backends.base.base import BaseDatabaseWrapper

CASTS = re.compile(r"::(?:text|character varying)(?:\[\])?|[()]")
"""PostgreSQL writes a condition with other casts and brackets once it has been dumped and read again."""

QUERY = """
SELECT 'trigger ' || pg_get_triggerdef(oid) || CASE tgenabled WHEN 'O' THEN '' ELSE ' (' || tgenabled::text || ')' END
    FROM pg_trigger WHERE NOT tgisinternal
        AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
UNION ALL
SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> 0 AND contype <> 'n'
UNION ALL
SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL
SELECT 'function ' || oid::regprocedure || ' ' || md5(prosrc)
    FROM pg_proc WHERE pronamespace = 'public'::regnamespace
UNION ALL
SELECT 'right on ' || relname || ': ' || coalesce(pg_get_userbyid(nullif(right_.grantee, 0)), 'PUBLIC')
        || ' ' || right_.privilege_type
    FROM pg_class, aclexplode(relacl) AS right_
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S', 'v') AND right_.grantee <> relowner
UNION ALL
SELECT 'right on schema: ' || coalesce(pg_get_userbyid(nullif(right_.grantee, 0)), 'PUBLIC')
        || ' ' || right_.privilege_type
    FROM pg_namespace, aclexplode(nspacl) AS right_ WHERE nspname = 'public' AND right_.grantee <> nspowner
"""


def guards_of(connection: BaseDatabaseWrapper) -> list[str]:
    """A line for each; two databases with the same lines refuse the same things."""
    with connection.cursor() as cursor:
        cursor.execute(QUERY)
        return sorted(_plain(line) for (line,) in cursor.fetchall())


def _plain(line: str) -> str:
    return CASTS.sub("", line) if line.startswith(("constraint", "index")) else line
