"""The part that the test database plays: what a piece of building wrote, and those rows put back.

`replay.put` writes past the guards, for the rows have passed them once; only test databases have it.
"""

FUNCTIONS = """
CREATE SCHEMA replay;
CREATE TABLE replay.mark (n int);
CREATE FUNCTION replay.tally() RETURNS text LANGUAGE sql AS $$
    SELECT coalesce(string_agg(concat_ws(':', relname, added, changed, removed), ' ' ORDER BY relname), '') FROM (
        SELECT relname,
            pg_stat_get_xact_tuples_inserted(oid) AS added,
            CASE relname WHEN 'clusters_user' THEN 0 ELSE pg_stat_get_xact_tuples_updated(oid) END AS changed,
            pg_stat_get_xact_tuples_deleted(oid) AS removed
        FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'django_session'
    ) counted WHERE added + changed + removed > 0
$$;
CREATE FUNCTION replay.put(written jsonb) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public SET session_replication_role = replica AS $$
DECLARE name text; columns text; key text;
BEGIN
    FOR name IN SELECT jsonb_object_keys(written) LOOP
        SELECT string_agg(quote_ident(attname), ', ') INTO columns FROM pg_attribute
        WHERE attrelid = name::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '';
        SELECT quote_ident(attname) INTO key FROM pg_index JOIN pg_attribute ON attrelid = indrelid
        WHERE indrelid = name::regclass AND indisprimary AND attnum = indkey[0];
        EXECUTE format('DELETE FROM %1$I there USING jsonb_populate_recordset(NULL::%1$I, $1) r '
            'WHERE there.%2$s = r.%2$s', name, key) USING written -> name;
        EXECUTE format('INSERT INTO %1$I (%2$s) OVERRIDING SYSTEM VALUE '
            'SELECT %2$s FROM jsonb_populate_recordset(NULL::%1$I, $1)', name, columns) USING written -> name;
    END LOOP;
END $$;
GRANT USAGE ON SCHEMA replay TO PUBLIC;
GRANT INSERT, SELECT ON replay.mark TO PUBLIC;
GRANT EXECUTE ON FUNCTION replay.tally(), replay.put(jsonb) TO PUBLIC;
"""
"""`tally` counts what this transaction has written, table by table: the same number means that nothing came between.
A sign-in does not count."""

MARK = "INSERT INTO replay.mark VALUES (1) RETURNING xmin::text::bigint"
"""The number of the savepoint we are in; what is written from now on has this number or a higher one."""

ROWS_SINCE = (
    "SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]')::text FROM {table} t WHERE t.xmin::text::bigint >= %s"
)
