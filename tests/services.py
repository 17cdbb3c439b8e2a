"""Real processes for tests marked `services`: broker, mail server, worker, beat, web server, MitID broker.

Each fixture starts its process against the test's own database, gives it back ready, and ends it with the test.
A test may stop, kill, pause (signal) and start it again.
"""

import email
import os
import socket
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default as readable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from klyngeokonomi import kick, processes
from klyngeokonomi.celery import app
from klyngeokonomi.embedded import start_valkey, stop_valkey, valkey
from klyngeokonomi.processes import Process


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
def service_environment(transactional_db: None) -> dict[str, str]:
    """The environment of the processes of one test; the fixtures below add to it."""
    return environment_for(connection.settings_dict["NAME"])


@pytest.fixture
def broker(service_environment: dict[str, str], settings: Any, tmp_path: Path) -> Iterator[Broker]:
    """A broker, which this process too sends its kicks to."""
    broker = Broker(tmp_path)
    broker.start()
    before = app.conf.broker_url
    settings.CELERY_BROKER_URL = service_environment["REDIS_URL"] = broker.url
    listen_to(broker.url)
    yield broker
    broker.stop()
    listen_to(before)


@pytest.fixture
def smtp(service_environment: dict[str, str], settings: Any, tmp_path: Path) -> Iterator[Mailbox]:
    """A mail server that keeps what it gets."""
    port, folder = free_port(), tmp_path / "mails"
    process = processes.mail_catcher(service_environment, tmp_path, port=port, folder=folder)
    settings.MAILS_KEPT = folder
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    service_environment.update(EMAIL_HOST="127.0.0.1", EMAIL_PORT=str(port), MAILS_KEPT=str(folder))
    with ended(process.start()):
        yield Mailbox(process, folder)


@pytest.fixture
def worker(
    service_environment: dict[str, str], broker: Broker, smtp: Mailbox, tmp_path: Path
) -> Iterator[Process]:
    """A Celery worker."""
    with ended(processes.worker(service_environment, tmp_path).start()) as process:
        yield process


@pytest.fixture
def beat(service_environment: dict[str, str], broker: Broker, tmp_path: Path) -> Iterator[Process]:
    """Celery's clock."""
    with ended(processes.beat(service_environment, tmp_path, tmp_path / "beat").start()) as process:
        yield process


@pytest.fixture
def mitid(service_environment: dict[str, str], tmp_path: Path) -> Iterator[Process]:
    """The fake MitID broker; the people to click are in `fake_mitid_people.json` beside its log."""
    port = free_port()
    service_environment["MITID_SERVER_URL"] = f"http://localhost:{port}/op"
    people = tmp_path / "fake_mitid_people.json"
    process = processes.fake_mitid(service_environment, tmp_path, port=port, people=people)
    with ended(process.start()):
        yield process


@pytest.fixture
def web(
    service_environment: dict[str, str], broker: Broker, smtp: Mailbox, tmp_path: Path
) -> Iterator[Process]:
    """gunicorn; the address is http://localhost:<web.port>."""
    port = free_port()
    site = f"http://localhost:{port}"
    service_environment.update(SITE_URL=site, CSRF_TRUSTED_ORIGINS=site)
    process = processes.web(service_environment, tmp_path, port=port, workers=2)
    with ended(process.start()):
        yield process


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
