"""The PostgreSQL the tests run on: one server per folder, one fresh database per test process.

Migrations run once into a template, which every test process copies; it is made anew when what shapes the
tables changes. The last to leave stops the server.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from klyngeokonomi.database_roles import AppRole
from klyngeokonomi.embedded import start_postgres, stop_postgres
from klyngeokonomi.embedded.places import OWNER_ROLE, SUPERUSER, is_embedded_database, postgres_url
from tests import kept_rows

ROOT = Path(__file__).resolve().parents[1]
SHAPES = ("**/migrations/*.py", "**/models/*.py", "**/models.py", "**/enums.py", "**/states.py", "**/apps.py")
MORE_SHAPES = (
    "klyngeokonomi/database_roles.py",
    "klyngeokonomi/money.py",
    "expenses/policy/guide_limits.py",
    "expenses/policy/headings.py",
    "tests/kept_rows.py",
    "tests/replay/in_database.py",
)
ROOMS = ("klyngeokonomi", "clusters", "meetings", "expenses", "approvals")


class Lock:
    """A file that processes hold together or alone; the kernel lets go of it when a process dies."""

    def __init__(self, name: str) -> None:
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        self._file = os.open(settings.VAR_DIR / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def together(self) -> None:
        """Hold it along with others; wait for one who holds it alone."""
        fcntl.flock(self._file, fcntl.LOCK_SH)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold it and nobody else while the block lasts; wait for the others."""
        fcntl.flock(self._file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            self.close()

    def alone_now(self) -> bool:
        """Whether it could be held alone without waiting."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def release(self) -> None:
        """Let go, to take it another way."""
        fcntl.flock(self._file, fcntl.LOCK_UN)

    def close(self) -> None:
        """Let go for good."""
        os.close(self._file)


@contextmanager
def server() -> Iterator[None]:
    """The server, up for as long as anybody in this folder is inside this block."""
    if not is_embedded_database(os.environ["DATABASE_URL"]):
        yield
        return
    users = Lock("users.lock")
    users.together()
    with Lock("starting.lock").alone():
        start_postgres(fsync=False, tied=False, connections=120)
        with psycopg.connect(postgres_url(SUPERUSER, "postgres"), autocommit=True) as superuser:
            superuser.execute(f"GRANT SET ON PARAMETER session_replication_role TO {OWNER_ROLE}")
    try:
        yield
    finally:
        users.release()
        if users.alone_now():
            stop_postgres()
        users.close()


def owner_connection(database: str) -> psycopg.Connection[Any]:
    """A connection as the owner, outside Django."""
    given = settings.DATABASES["default"]
    return psycopg.connect(
        dbname=database,
        user=given["OWNER"]["USER"] or None,
        password=given["OWNER"]["PASSWORD"] or None,
        host=given["HOST"] or None,
        port=given["PORT"] or None,
        autocommit=True,
    )


_standing: dict[str, psycopg.Connection[Any]] = {}


def standing_owner(database: str) -> psycopg.Connection[Any]:
    """The owner's connection that stays: reading the descriptions of the tables anew costs more than its work."""
    here = _standing.get(database)
    if here is None or here.closed or here.broken:
        here = _standing[database] = owner_connection(database)
    return here


def leave(database: str) -> None:
    """Close the connection that stays: a database with anybody in it can be neither copied nor dropped."""
    if here := _standing.pop(database, None):
        here.close()


@contextmanager
def fresh_database(name: str) -> Iterator[str]:
    """A migrated database, dropped afterwards. Its name ends with the process id, so leftovers are known."""
    name = f"{name}_{os.getpid()}"
    with Lock("template.lock").alone(), owner_connection("postgres") as owner:
        _drop_leftovers(owner)
        template = _ensure_template(owner)
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        owner.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))
        role = AppRole.of(settings.DATABASES["default"]).name
        for right in ("REVOKE ALL ON DATABASE {0} FROM PUBLIC", "GRANT CONNECT ON DATABASE {0} TO {1}"):
            owner.execute(sql.SQL(right).format(sql.Identifier(name), sql.Identifier(role)))
    try:
        yield name
    finally:
        leave(name)
        with owner_connection("postgres") as owner:
            drop(owner, name)


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Django's default connection, led to another database while the block lasts."""
    before = connection.settings_dict["NAME"]
    _lead_to(name)
    try:
        yield
    finally:
        _lead_to(before)


def _lead_to(name: str) -> None:
    if connection.in_atomic_block:
        raise RuntimeError("Use this without a transaction around the test (no plain django_db).")
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


def _ensure_template(owner: psycopg.Connection[Any]) -> str:
    name = f"ko_template_{_shape()}"
    known = [row[0] for row in owner.execute("SELECT datname FROM pg_database WHERE datname LIKE 'ko\\_%'")]
    if name in known:
        return name
    for old in known:
        drop(owner, old)
    owner.execute("CREATE DATABASE ko_building TEMPLATE template0")
    with connected_to("ko_building"):
        call_command("migrate", verbosity=0)
    with owner_connection("ko_building") as building:
        kept_rows.keep(building)
    owner.execute(sql.SQL("ALTER DATABASE ko_building RENAME TO {}").format(sql.Identifier(name)))
    return name


def _shape() -> str:
    """A digest of all files that decide what the migrated database looks like."""
    files = {file for room in ROOMS for pattern in SHAPES for file in (ROOT / room).glob(pattern)}
    files |= {ROOT / name for name in MORE_SHAPES}
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def _drop_leftovers(owner: psycopg.Connection[Any]) -> None:
    for (name,) in owner.execute("SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'").fetchall():
        pid = name.rpartition("_")[2]
        if pid.isdigit() and not psutil.pid_exists(int(pid)):
            drop(owner, name)


def drop(owner: psycopg.Connection[Any], name: str) -> None:
    """Autovacuum runs as superuser: FORCE may not end it, but a plain drop asks it to leave, again while it is slow."""
    for _attempt in range(10):
        try:
            owner.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
            return
        except psycopg.errors.InsufficientPrivilege:
            with suppress(psycopg.errors.ObjectInUse):
                owner.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
                return
