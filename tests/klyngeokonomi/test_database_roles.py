"""Two database roles: what the app may do, and what it is denied (reliability T009, T114)."""

import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from clusters.ledger.checks import check_ledger
from clusters.models import Movement
from klyngeokonomi.database_roles import (
    APPEND_ONLY,
    READ_ONLY,
    AppRole,
    RoleMissing,
    as_owner,
    ensure_app_role,
)
from tests.factories.clusters import fund
from tests.hold.sabotage import without_trigger
from tests.people import make_people

DENIED = [
    "UPDATE {table} SET id = id",
    "DELETE FROM {table}",
    "TRUNCATE {table} CASCADE",
    "ALTER TABLE {table} DISABLE TRIGGER ALL",
    "DROP TABLE {table}",
    "CREATE TRIGGER mine BEFORE INSERT ON {table} EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    "SELECT * FROM {table} FOR UPDATE",
]


def _first_column(table):
    with connection.cursor() as cursor:
        return connection.introspection.get_table_description(cursor, table)[0].name


@pytest.mark.django_db
@pytest.mark.parametrize("table", sorted(APPEND_ONLY))
def test_every_append_only_table_exists_and_can_be_read(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        assert cursor.fetchone() == (0,)


@pytest.mark.case("T009")
@pytest.mark.django_db
@pytest.mark.parametrize("table", sorted(APPEND_ONLY))
def test_the_app_cannot_rewrite_evidence(table):
    first = _first_column(table)
    for denied in DENIED:
        statement = denied.format(table=table).replace("id = id", f"{first} = NULL")
        with pytest.raises(ProgrammingError) as raised, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
        assert raised.value.__cause__.sqlstate == "42501", statement


@pytest.mark.django_db
@pytest.mark.parametrize("table", sorted(APPEND_ONLY))
def test_the_app_may_add_evidence(table):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT has_table_privilege(%(t)s, 'SELECT'), has_table_privilege(%(t)s, 'INSERT'),"
            " has_table_privilege(%(t)s, 'UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')",
            {"t": table},
        )
        assert cursor.fetchone() == (True, True, False)


@pytest.mark.twin("T009")
def test_with_the_right_and_without_the_trigger_history_is_rewritten(owner):
    people = make_people()
    fund(people.cluster, "100.00", by=people.sara)
    owner.execute("GRANT UPDATE ON clusters_movement TO klyngeokonomi_app")
    try:
        with pytest.raises(IntegrityError, match="only added to"):
            Movement.objects.update(amount="900.00")
        with without_trigger(owner, "clusters_movement", "clusters_movement_append_only"):
            assert Movement.objects.update(amount="900.00") == 1
    finally:
        owner.execute("REVOKE UPDATE ON clusters_movement FROM klyngeokonomi_app")
    assert any("bevægelserne giver 900,00 kr." in said for said in check_ledger())


@pytest.mark.case("T009")
@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "SET session_replication_role = replica",
        "SET ROLE klyngeokonomi_owner",
        "SET SESSION AUTHORIZATION klyngeokonomi_owner",
        "CREATE TABLE mine (n int)",
        "CREATE TEMP TABLE mine (n int)",
        "DELETE FROM django_migrations",
        "TRUNCATE clusters_user CASCADE",
        "ALTER ROLE klyngeokonomi_app CREATEROLE",
    ],
)
def test_the_app_cannot_reach_past_its_rights(statement):
    with pytest.raises(ProgrammingError) as denied, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert denied.value.__cause__.sqlstate == "42501"


@pytest.mark.django_db
def test_ordinary_tables_are_the_apps_to_change():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
            " AND NOT (has_table_privilege(oid, 'SELECT') AND has_table_privilege(oid, 'INSERT')"
            " AND has_table_privilege(oid, 'UPDATE') AND has_table_privilege(oid, 'DELETE'))"
        )
        assert {row[0] for row in cursor.fetchall()} == APPEND_ONLY | READ_ONLY


@pytest.mark.django_db
def test_the_app_works_as_its_own_role():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, session_user")
        assert cursor.fetchone()[0] == "klyngeokonomi_app"


@pytest.mark.django_db(transaction=True)
def test_as_owner_lasts_as_long_as_its_block():
    def who():
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            return cursor.fetchone()[0]

    owner = connection.settings_dict["OWNER"]["USER"]
    with as_owner(connection):
        assert who() == owner
        with as_owner(connection):
            assert who() == owner
        assert who() == owner
    assert who() == "klyngeokonomi_app"


@pytest.mark.django_db
def test_as_owner_is_refused_inside_a_transaction():
    with pytest.raises(RuntimeError, match="inside a transaction"), as_owner(connection):
        pass


@pytest.mark.django_db(transaction=True)
def test_migrate_puts_right_what_was_granted_by_hand(owner):
    owner.execute("GRANT UPDATE, DELETE ON audit_record TO klyngeokonomi_app")
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('audit_record', 'UPDATE, DELETE')")
        assert cursor.fetchone() == (False,)


@pytest.mark.django_db(transaction=True)
def test_a_role_with_too_many_rights_is_refused(owner):
    with as_owner(connection), connection.cursor() as cursor:
        strong = AppRole(connection.settings_dict["OWNER"]["USER"], signs_in=True)
        with pytest.raises(RoleMissing, match="rettigheder, som appen ikke må have"):
            ensure_app_role(cursor, strong)


@pytest.mark.django_db(transaction=True)
def test_a_missing_role_is_made_and_its_password_is_kept_as_a_digest(owner):
    name = f"ko_try_{threading.get_native_id()}"
    try:
        with as_owner(connection), connection.cursor() as cursor:
            ensure_app_role(cursor, AppRole(name, signs_in=True, password="hemmeligt 'ord'"))
            ensure_app_role(cursor, AppRole(name, signs_in=True, password="hemmeligt 'ord'"))
        found = owner.execute("SELECT rolcanlogin, rolsuper FROM pg_roles WHERE rolname = %s", [name])
        assert found.fetchone() == (True, False)
    finally:
        owner.execute(f"DROP ROLE IF EXISTS {name}")


def test_the_role_that_steps_down_is_not_the_one_that_signs_in():
    alone = {"USER": "en", "PASSWORD": "x", "OWNER": {"USER": "en", "PASSWORD": "x"}}
    assert AppRole.of(alone) == AppRole("klyngeokonomi_app", signs_in=False)
    both = {"USER": "web", "PASSWORD": "x", "OWNER": {"USER": "ejer", "PASSWORD": "y"}}
    assert AppRole.of(both) == AppRole("web", signs_in=True, password="x")


def test_migrate_tells_in_one_sentence_that_the_database_is_away(settings, monkeypatch):
    from django.db import connections

    away = connections.create_connection("default")
    away.settings_dict = {**away.settings_dict, "HOST": "/does/not/exist"}
    monkeypatch.setattr(connections._connections, "default", away)
    with pytest.raises(CommandError, match=r"^Databasen svarer ikke: .*No such file"):
        call_command("migrate", verbosity=0)
