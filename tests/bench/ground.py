"""Servers of the benchmark's own under var/bench: PostgreSQL as it comes, the broker, and web servers to compare."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from klyngeokonomi import processes
from klyngeokonomi.embedded import places, start_postgres, start_valkey, stop_postgres, stop_valkey
from klyngeokonomi.embedded.postgres import running_pid
from klyngeokonomi.processes import ROOT, Process

WORKERS = 4
CONNECTIONS = 200
"""Every thread of every web server that is compared keeps one."""
SERVER_MODULE = 3
"""Where in gunicorn's command line the application stands."""


def environment(var: Path) -> dict[str, str]:
    """Production's settings, but for TLS, which no proxy ends here, and the daily quota of one person."""
    return {
        "VAR_DIR": str(var),
        "DJANGO_SETTINGS_MODULE": "klyngeokonomi.settings.base",
        "SECRET_KEY": "bench",
        "SECOND_FACTOR_KEY": "bench",
        "PERSONAL_NUMBER_KEY": "bench vault",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "SITE_URL": "http://localhost",
        "SECURE_SSL_REDIRECT": "0",
        "MITID_BROKER": "neb",
        "MITID_CLIENT_ID": "bench",
        "MITID_CLIENT_SECRET": "bench",
        "DATABASE_URL": url("bench_none", var),
        "DATABASE_OWNER_URL": url("bench_none", var, places.OWNER_ROLE),
        "REDIS_URL": f"redis://127.0.0.1:{places.valkey_port(var)}/0",
        "DOCUMENT_DAILY_COUNT": "1000000",
        "DOCUMENT_DAILY_BYTES": str(10**13),
        "LOG_LEVEL": "ERROR",
    }


def url(database: str, var: Path, role: str = places.APP_ROLE) -> str:
    return places.postgres_url(role, database, var)


class Ground:
    """What the parts stand on; `servers()` makes it and takes it down."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.logs = var / "log"
        self.stack = ExitStack()

    def superuser(self, database: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(url(database, self.var, places.SUPERUSER), autocommit=True)

    def make_database(self, name: str, *, template: str = "template0") -> None:
        """Fresh, the owner's; one left from an earlier run goes first."""
        parts = [sql.Identifier(one) for one in (name, template, places.OWNER_ROLE)]
        with self.superuser() as superuser:
            superuser.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(parts[0]))
            superuser.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}").format(*parts))
            superuser.execute(
                sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(
                    parts[0], sql.Identifier(places.APP_ROLE)
                )
            )

    def ours(self, database: str, port: int) -> Process:
        """The product on this database, as gunicorn runs it in production."""
        given = {**environment(self.var), "DATABASE_URL": url(database, self.var)}
        given["DOCUMENT_ROOT"] = str(self.var / "documents" / database)
        process = processes.web(given, self.logs / database, port=port, workers=WORKERS)
        process.command[SERVER_MODULE] = "tests.bench.wsgi"
        return self._up(process)

    def floor(self, database: str, port: int) -> Process:
        """The bare application on the same server with the same gunicorn settings."""
        process = processes.web(
            self.floor_environment(database), self.logs / database, port=port, workers=WORKERS
        )
        process.command[SERVER_MODULE] = "tests.bench.floor.wsgi"
        return self._up(process)

    def floor_environment(self, database: str) -> dict[str, str]:
        return {
            "FLOOR_DATABASE": database,
            "FLOOR_HOST": str(places.socket_dir(self.var)),
            "FLOOR_USER": places.OWNER_ROLE,
            "FLOOR_FILES": str(self.var / "documents" / database),
            "DJANGO_SETTINGS_MODULE": "tests.bench.floor.settings",
        }

    def make_floor(self, database: str, vouchers: int) -> dict[str, list[str]]:
        """The floor's database with so many open vouchers; the sessions of its people."""
        self.make_database(database)
        command = [sys.executable, "-m", "tests.bench.floor.make", str(vouchers)]
        given = {**os.environ, **self.floor_environment(database)}
        made = subprocess.run(command, env=given, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
        return json.loads(made.stdout)

    @property
    def postgres_pid(self) -> int:
        return running_pid(places.postgres_data(self.var)) or 0

    def _up(self, process: Process) -> Process:
        self.stack.callback(process.stop)
        return process.start()


@contextmanager
def servers(var: Path) -> Iterator[Ground]:
    """PostgreSQL (fsync on) and Valkey up; everything that was started on the ground ends with the block."""
    ground = Ground(var)
    shutil.rmtree(var / "documents", ignore_errors=True)
    start_postgres(var, connections=CONNECTIONS)
    ground.stack.callback(stop_postgres, var)
    start_valkey(var)
    ground.stack.callback(stop_valkey, var)
    with ground.stack:
        yield ground
