"""PostgreSQL, Valkey, mail server, web server, worker and beat in a folder of their own; each may be crashed."""

import os
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from klyngeokonomi import processes
from klyngeokonomi.database_url import APP_ROLE, databases
from klyngeokonomi.embedded import places, start_postgres, stop_postgres
from klyngeokonomi.embedded.postgres import running_pid
from klyngeokonomi.embedded.server import wait_until
from klyngeokonomi.processes import Process
from tests.hold.ground.mail import DrillMail
from tests.klyngeokonomi.outbox.mail_server import mail_server
from tests.services import Broker, free_port, listen_to

BRISK, WORKER = "tests.hold.ground.brisk", "tests.hold.ground.brisk_worker"


@dataclass
class Ground:
    """What a drill stands on. `faults` is the folder where faults are laid for its processes."""

    folder: Path
    broker: Broker
    mail: DrillMail
    environment: dict[str, str]
    database: dict[str, Any]
    stack: ExitStack
    web: Process | None = None
    worker: Process | None = None
    beat: Process | None = None

    @property
    def documents(self) -> Path:
        return self.folder / "documents"

    @property
    def faults(self) -> Path:
        return self.folder / "faults"

    @property
    def processes(self) -> tuple[Process, ...]:
        return self.web, self.worker, self.beat

    @property
    def site(self) -> str:
        return f"http://localhost:{self.web.port}"

    def start_web(self, settings_module: str = BRISK, **environment: str) -> Process:
        """gunicorn with two processes, on a port of its own."""
        port = free_port()
        site = f"http://localhost:{port}"
        given = {
            **self.environment,
            "DJANGO_SETTINGS_MODULE": settings_module,
            "SITE_URL": site,
            **environment,
        }
        process = processes.web(given | {"CSRF_TRUSTED_ORIGINS": site}, self.folder, port=port, workers=2)
        self.stack.callback(process.kill)
        process.launch()
        return process

    def start_workers(self, app: str = WORKER) -> None:
        """A worker and the clock; `app` may be one with something taken out."""
        self.worker = processes.worker(self.environment, self.folder)
        self.worker.command[self.worker.command.index("klyngeokonomi.celery")] = app
        self.beat = processes.beat(self.environment, self.folder, self.folder / "beat")
        for process in (self.worker, self.beat):
            self.stack.callback(process.kill)
            process.launch()
        for process in (self.worker, self.beat):
            process.wait()

    def superuser(self) -> psycopg.Connection:
        """A connection past all rights, for faults only."""
        url = places.postgres_url(places.SUPERUSER, var=self.folder)
        return psycopg.connect(url, autocommit=True, connect_timeout=5)

    def crash_postgres(self) -> None:
        """The immediate stop: no checkpoint, nothing flushed that was not promised."""
        self._end_postgres(signal.SIGQUIT)

    def restart_postgres(self) -> None:
        """An orderly restart that waits for nobody."""
        self._end_postgres(signal.SIGINT)
        self.start_postgres()

    def start_postgres(self) -> None:
        start_postgres(self.folder)
        connection.close()

    def _end_postgres(self, number: int) -> None:
        data = places.postgres_data(self.folder)
        pid = running_pid(data)
        if pid is not None:
            os.kill(pid, number)
            wait_until(lambda: running_pid(data) is None, None, 20)

    @contextmanager
    def led(self) -> Iterator["Ground"]:
        """While the block lasts, this process's connection, papers and kicks are led here."""
        names = ("HOST", "PORT", "USER", "PASSWORD", "NAME", "OWNER")
        given, root, broker = connection.settings_dict, settings.DOCUMENT_ROOT, settings.CELERY_BROKER_URL
        before = {name: given[name] for name in names}
        self._lead({name: self.database[name] for name in names}, self.documents, self.broker.url)
        try:
            yield self
        finally:
            self._lead(before, root, broker)

    def _lead(self, database: dict[str, Any], documents: Path, broker: str) -> None:
        connection.close()
        connection.settings_dict.update(database)
        settings.DATABASES["default"].update(database)
        settings.DOCUMENT_ROOT, settings.CELERY_BROKER_URL = documents, broker
        listen_to(broker)


def migrate() -> None:
    """The tables, as an empty place gets them."""
    call_command("migrate", verbosity=0)


@contextmanager
def ground(fill: Callable[[], None] = migrate) -> Iterator[Ground]:
    """Servers up and the database filled; no web server and no workers yet, and nothing is led there."""
    with ExitStack() as stack:
        folder = Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="ko-", ignore_cleanup_errors=True))
        )
        start_postgres(folder)
        stack.callback(stop_postgres, folder)
        broker = Broker(folder)
        broker.start()
        stack.callback(broker.stop)
        mail = stack.enter_context(mail_server(DrillMail))
        app, owner = (places.postgres_url(role, var=folder) for role in (APP_ROLE, places.OWNER_ROLE))
        environment = {
            "DJANGO_SETTINGS_MODULE": BRISK,
            "DATABASE_URL": app,
            "DATABASE_OWNER_URL": owner,
            "REDIS_URL": broker.url,
            "VAR_DIR": str(folder),
            "DOCUMENT_ROOT": str(folder / "documents"),
            "FAULT_FOLDER": str(folder / "faults"),
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(mail.port),
        }
        made = Ground(folder, broker, mail, environment, databases(app, owner)["default"], stack)
        with made.led():
            fill()
        yield made
