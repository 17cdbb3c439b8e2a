"""Rows that migrations make (rates, permissions, content types), put back after a test that commits."""

from typing import Any

import psycopg

from tests.replay.in_database import FUNCTIONS

KEEP = """
CREATE SCHEMA kept;
DO $$
DECLARE name text; filled boolean;
BEGIN
    FOR name IN SELECT tablename FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> 'django_migrations' LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', name) INTO filled;
        IF filled THEN
            EXECUTE format('CREATE TABLE kept.%I AS TABLE public.%I', name, name);
        END IF;
    END LOOP;
END $$;
"""

PUT_BACK = """
DO $$
DECLARE name text; other boolean; columns text;
BEGIN
    FOR name IN SELECT tablename FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> 'django_migrations' LOOP
        IF to_regclass(format('kept.%I', name)) IS NULL THEN
            EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', name) INTO other;
            IF other THEN
                EXECUTE format('DELETE FROM public.%I', name);
            END IF;
            CONTINUE;
        END IF;
        EXECUTE format('SELECT EXISTS ((TABLE public.%1$I EXCEPT TABLE kept.%1$I)
            UNION ALL (TABLE kept.%1$I EXCEPT TABLE public.%1$I))', name) INTO other;
        IF other THEN
            SELECT string_agg(quote_ident(attname), ', ') INTO columns FROM pg_attribute
            WHERE attrelid = format('public.%I', name)::regclass AND attnum > 0
                AND NOT attisdropped AND attgenerated = '';
            EXECUTE format('DELETE FROM public.%I', name);
            EXECUTE format('INSERT INTO public.%I (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM kept.%I',
                name, columns, columns, name);
        END IF;
    END LOOP;
END $$;
"""
"""The permissions alone are some hundred rows, and almost no test writes any: what is the same is left alone."""


def keep(connection: psycopg.Connection[Any]) -> None:
    """Take a copy of every row there is, once, right after migrating."""
    connection.execute(KEEP)
    connection.execute(FUNCTIONS)


def put_back(connection: psycopg.Connection[Any]) -> None:
    """Empty every table and put the kept rows back, past the guards, as only the owner can.

    Nothing is sealed meanwhile: a seal under way would outlive the rows it seals.
    """
    with connection.transaction():
        connection.execute("SET LOCAL lock_timeout = '20s'")
        connection.execute("SELECT pg_advisory_xact_lock(hashtextextended('alone:audit-seal', 0))")
        connection.execute("SET LOCAL session_replication_role = replica")
        connection.execute(PUT_BACK)
