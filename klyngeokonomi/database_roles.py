"""The two database roles (ADR 0003): the owner migrates, the app works and cannot rewrite history.

The table below is all that the app's role may do. `manage.py migrate` applies it after every run.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from klyngeokonomi.database_url import APP_ROLE

APPEND_ONLY = frozenset(
    {
        "approvals_bankstatement",
        "approvals_decision",
        "approvals_feestatementline",
        "approvals_incomereportline",
        "approvals_journalaccounts",
        "approvals_journalexport",
        "approvals_postobjection",
        "approvals_reportedline",
        "approvals_statementrecall",
        "approvals_withholding",
        "audit_record",
        "audit_seal",
        "clusters_allotment",
        "clusters_budget",
        "clusters_clinicmove",
        "clusters_movement",
        "clusters_patientcount",
        "clusters_periodlock",
        "expenses_accountconfirmation",
        "expenses_incomedecision",
        "expenses_move",
        "expenses_nemkontonotice",
        "expenses_overrule",
        "expenses_overrulerequest",
        "meetings_attendancelist",
    }
)
"""Tables whose rows are evidence: the app may read them and add to them, nothing else."""

READ_ONLY = frozenset(
    {
        "auth_group",
        "auth_group_permissions",
        "auth_permission",
        "clusters_user_groups",
        "clusters_user_user_permissions",
        "django_migrations",
    }
)
"""Django's own rights are not used: roles are (ADR 0020). Nobody who works through the app can give one."""

EVIDENCE_RIGHTS = "SELECT, INSERT"
READ_RIGHTS = "SELECT"
ORDINARY_RIGHTS = "SELECT, INSERT, UPDATE, DELETE"


class RoleMissing(Exception):
    """The app's role is not as it must be. `str(error)` is one Danish sentence for whoever runs migrate."""


@dataclass(frozen=True)
class AppRole:
    """The role the app works as. `signs_in`: it has a login of its own; else the owner steps down to it."""

    name: str
    signs_in: bool
    password: str = ""

    @classmethod
    def of(cls, settings_dict: dict[str, Any]) -> "AppRole":
        """From a DATABASES entry, as the app uses it (not inside as_owner)."""
        if settings_dict["USER"] == settings_dict["OWNER"]["USER"]:
            return cls(APP_ROLE, signs_in=False)
        return cls(settings_dict["USER"], signs_in=True, password=settings_dict["PASSWORD"])


@contextmanager
def as_owner(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Let this connection be the owner's while the block lasts. It is closed before and after.

    Raises RuntimeError inside a transaction, which cannot change its role halfway.
    """
    settings = connection.settings_dict
    owner = {
        "USER": settings["OWNER"]["USER"],
        "PASSWORD": settings["OWNER"]["PASSWORD"],
        "OPTIONS": {**settings["OPTIONS"], "options": settings["OWNER"]["options"]},
    }
    given = {name: settings[name] for name in owner}
    if given == owner:
        yield
        return
    if connection.in_atomic_block:
        raise RuntimeError("as_owner cannot be used inside a transaction.")
    connection.close()
    settings.update(owner)
    try:
        yield
    finally:
        connection.close()
        settings.update(given)


def rights_on(table: str) -> str:
    """What the app may do with a table."""
    if table in APPEND_ONLY:
        return EVIDENCE_RIGHTS
    return READ_RIGHTS if table in READ_ONLY else ORDINARY_RIGHTS


def ensure_app_role(cursor: CursorWrapper, app: AppRole) -> None:
    """Make the app's role when it is missing, refuse one with rights that pass by the table, as the owner.

    Raises RoleMissing.
    """
    cursor.execute(
        "SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = %s", [app.name]
    )
    found = cursor.fetchone()
    if found is None:
        _make_role(cursor, app)
    elif found[0]:
        raise RoleMissing(f"Databaserollen {app.name} har rettigheder, som appen ikke må have.")
    if not app.signs_in:
        cursor.execute("SELECT pg_has_role(current_user, %s, 'MEMBER')", [app.name])
        if not cursor.fetchone()[0]:
            _run(cursor, "GRANT {role} TO CURRENT_USER", role=app.name)


def apply_grants(cursor: CursorWrapper, role: str) -> None:
    """Give the app's role exactly the rights of the table above, and PUBLIC none, in one transaction."""
    ensure_only_app_connects(cursor, role)
    for statement in (
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {role}",
        "REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, {role}",
        "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC",
        "ALTER DEFAULT PRIVILEGES REVOKE ALL ON TABLES FROM PUBLIC",
        "ALTER DEFAULT PRIVILEGES REVOKE ALL ON SEQUENCES FROM PUBLIC",
        "ALTER DEFAULT PRIVILEGES REVOKE ALL ON FUNCTIONS FROM PUBLIC",
        "GRANT USAGE ON SCHEMA public TO {role}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {role}",
    ):
        _run(cursor, statement, role=role)
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    for (table,) in cursor.fetchall():
        _run(cursor, "GRANT " + rights_on(table) + " ON {table} TO {role}", table=table, role=role)


def ensure_only_app_connects(cursor: CursorWrapper, role: str) -> None:
    """Nobody but the owner and the app's role may enter the database; a dump does not carry this."""
    cursor.execute("SELECT current_database()")
    database = cursor.fetchone()[0]
    _run(cursor, "REVOKE ALL ON DATABASE {database} FROM PUBLIC", database=database)
    _run(cursor, "GRANT CONNECT ON DATABASE {database} TO {role}", database=database, role=role)


def _make_role(cursor: CursorWrapper, app: AppRole) -> None:
    cursor.execute("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
    if not cursor.fetchone()[0]:
        raise RoleMissing(f"Databaserollen {app.name} findes ikke, og ejeren må ikke oprette den.")
    _run(cursor, "CREATE ROLE {role} " + ("LOGIN" if app.signs_in else "NOLOGIN"), role=app.name)
    if app.password:
        postgres = cursor.connection.pgconn  # only the digest travels, so no log ever holds the password
        digest = postgres.encrypt_password(app.password.encode(), app.name.encode(), b"scram-sha-256")
        _run(cursor, "ALTER ROLE {role} PASSWORD '" + digest.decode() + "'", role=app.name)


def _run(cursor: CursorWrapper, statement: str, **names: str) -> None:
    """Run a statement with its {names} quoted as identifiers."""
    quote = cursor.db.ops.quote_name
    cursor.execute(statement.format(**{name: quote(value) for name, value in names.items()}))
