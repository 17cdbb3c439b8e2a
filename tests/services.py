"""Real processes for tests marked `services`: broker, mail server, worker and web server.

`broker` is a test's own. The others stand for all tests of a process, on a database that Django's connection is led to,
and are ready when they are asked for. A test may stop and kill them, and start them again.
"""

import email
import os
import shutil
import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default as readable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from klyngeokonomi import kick, processes
from klyngeokonomi.celery import app
from klyngeokonomi.embedded import start_valkey, stop_valkey, valkey
from klyngeokonomi.processes import Process
from tests import cluster, kept_rows


def free_port() -> int:
    """A port nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Broker:
    """A Valkey of its own; its queue is on disk, so stop and start keep it."""

    folder: Path
    port: int = 0

    def start(self) -> None:
        """Bring it up, on the port it had before."""
        self.port = start_valkey(self.folder)

    def stop(self) -> None:
        """An orderly stop."""
        stop_valkey(self.folder)

    def signal(self, number: int) -> None:
        """Any signal, such as SIGKILL, SIGSTOP and SIGCONT."""
        os.kill(valkey.running_pid(self.folder / "valkey"), number)

    @property
    def url(self) -> str:
        """The address for REDIS_URL."""
        return f"redis://127.0.0.1:{self.port}/0"


@dataclass
class Mailbox:
    """The mail server and what it has taken."""

    process: Process
    folder: Path
    seen: list[str] = field(default_factory=list)

    def mails(self) -> list[EmailMessage]:
        """All mails so far, oldest first."""
        files = sorted(self.folder.glob("*.eml"))
        return [email.message_from_bytes(file.read_bytes(), policy=readable) for file in files]

    def wait_for(self, count: int, seconds: float = 30) -> list[EmailMessage]:
        """The mails when there are at least `count` of them. Fails the test when the time runs out."""
        deadline = time.monotonic() + seconds
        while len(self.mails()) < count:
            if time.monotonic() > deadline:
                pytest.fail(f"{len(self.mails())} mails came, {count} were expected.")
            time.sleep(0.1)
        return self.mails()


def database_url(name: str) -> str:
    """The app role's address of another database on the same server."""
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def environment_for(database: str) -> dict[str, str]:
    """The environment of processes that work on this database, with the same files as this process."""
    return {
        "DJANGO_SETTINGS_MODULE": "klyngeokonomi.settings.test",
        "DATABASE_URL": database_url(database),
        "VAR_DIR": str(settings.VAR_DIR),
        "DOCUMENT_ROOT": str(settings.DOCUMENT_ROOT),
    }


def listen_to(broker_url: str) -> None:
    """Point this process's Celery at a broker."""
    app.conf.broker_url = app.conf.broker_read_url = app.conf.broker_write_url = broker_url
    app._after_fork()
    kick._quiet_until = 0.0


@pytest.fixture
def server_folder() -> Iterator[Path]:
    """A folder for servers of a test's own.

    Not under tmp_path, whose root every new pytest closes to others than its user: PostgreSQL would be shut out.
    """
    with tempfile.TemporaryDirectory(prefix="ko-") as folder:
        yield Path(folder)


@pytest.fixture
def broker(transactional_db: None, settings: Any, tmp_path: Path) -> Iterator[Broker]:
    """A broker, which this process too sends its kicks to."""
    broker = Broker(tmp_path)
    broker.start()
    before = app.conf.broker_url
    settings.CELERY_BROKER_URL = broker.url
    listen_to(broker.url)
    yield broker
    broker.stop()
    listen_to(before)


@dataclass
class Standing:
    """Broker, mail server, worker and web server on a database of their own. The last two are up when asked for."""

    database: str
    broker: Broker
    mailbox: Mailbox
    worker: Process
    web: Process
    documents: Path


@pytest.fixture(scope="session")
def standing_services(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Standing]:
    """Up once for all tests that ask for `smtp`, `worker` or `web`."""
    folder = tmp_path_factory.mktemp("services")
    mail, web = free_port(), free_port()
    site, documents, mails = f"http://localhost:{web}", folder / "documents", folder / "mails"
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            name = f"test_services_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
            database = stack.enter_context(cluster.fresh_database(name))
        broker = Broker(folder)
        stack.callback(broker.stop)
        broker.start()
        environment = {
            **environment_for(database),
            "DOCUMENT_ROOT": str(documents),
            "REDIS_URL": broker.url,
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(mail),
            "MAILS_KEPT": str(mails),
            "SITE_URL": site,
            "CSRF_TRUSTED_ORIGINS": site,
            "LOG_FORMAT": "json",
        }
        catcher = processes.mail_catcher(environment, folder, port=mail, folder=mails)
        worker = processes.worker(environment, folder)
        server = processes.web(environment, folder, port=web, workers=2)
        for process in (server, worker, catcher):
            stack.enter_context(ended(process))
        catcher.start()
        yield Standing(database, broker, Mailbox(catcher, mails), worker, server, documents)


@pytest.fixture
def standing(
    standing_services: Standing, transactional_db: None, paper_store: None, settings: Any
) -> Iterator[Standing]:
    """What stands, with nobody in it; this process's connection, papers and kicks are led there."""
    before = app.conf.broker_url
    settings.CELERY_BROKER_URL = standing_services.broker.url
    settings.DOCUMENT_ROOT, settings.MAILS_KEPT = (
        standing_services.documents,
        standing_services.mailbox.folder,
    )
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", standing_services.mailbox.process.port
    listen_to(standing_services.broker.url)
    with cluster.connected_to(standing_services.database):
        yield standing_services
        kept_rows.put_back(cluster.standing_owner(standing_services.database))
    listen_to(before)
    shutil.rmtree(standing_services.documents, ignore_errors=True)
    for mail in standing_services.mailbox.folder.glob("*.eml"):
        mail.unlink()


@pytest.fixture
def smtp(standing: Standing) -> Mailbox:
    """A mail server that keeps what it gets."""
    return standing.mailbox


@pytest.fixture
def worker(standing: Standing) -> Process:
    """A Celery worker; what it has written before may be of other tests."""
    return _up(standing.worker)


@pytest.fixture
def web(standing: Standing) -> Process:
    """gunicorn; the address is http://localhost:<web.port>."""
    return _up(standing.web)


def _up(process: Process) -> Process:
    return process if process.is_running() else process.start()


class ended:
    """Kills a process when the block is left, also one that the test stopped itself.

    Nobody waits for it to end in good order: its work goes with the test, and a worker takes seconds to close.
    """

    def __init__(self, process: Process) -> None:
        self.process = process

    def __enter__(self) -> Process:
        return self.process

    def __exit__(self, *_: object) -> None:
        self.process.stop(0)
