"""A mail server, a message on its way, and a broker that may be down or hang."""

import copy
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from klyngeokonomi import kick
from klyngeokonomi.outbox.enqueue import enqueue
from klyngeokonomi.outbox.models import Message
from tests.klyngeokonomi.outbox.mail_server import MailServer, mail_server

PROBES = Path(__file__).parent / "templates"


@pytest.fixture(autouse=True)
def probe_mails(settings: Settings) -> None:
    """Mail templates that only these tests know."""
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [PROBES, *templates[0]["DIRS"]]
    settings.TEMPLATES = templates


@pytest.fixture(autouse=True)
def no_broker(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is kicked unless the test says so, and no earlier failure keeps the kick quiet."""
    settings.CELERY_BROKER_URL = ""
    monkeypatch.setattr(kick, "_quiet_until", 0.0)


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    """A real mail server, and settings that lead to it."""
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


@pytest.fixture
def promise() -> Callable[..., Message]:
    """Puts a mail in the outbox through the one door, and gives its row."""

    def make(key: str = "probe:1", to: str = "anne.proeve@example.dk", **facts: str) -> Message:
        enqueue(key=key, to=to, template="probe/hello", context={"name": "Anne Prøve", "note": "", **facts})
        return Message.objects.get(key=key)

    return make


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A port that takes connections and never says a word: a stopped process, a half-open line."""
    with socket.create_server(("127.0.0.1", 0), backlog=16) as listening:
        yield listening.getsockname()[1]


@pytest.fixture
def closed_port() -> int:
    """A port where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


@pytest.fixture
def in_threads() -> Callable[[int, Callable[[], object]], list[object]]:
    """Runs the same thing in several threads that start together, each on a connection of its own."""
    from concurrent.futures import ThreadPoolExecutor
    from threading import Barrier

    def run(count: int, act: Callable[[], object]) -> list[object]:
        barrier = Barrier(count)

        def one() -> object:
            try:
                barrier.wait(timeout=20)
                return act()
            finally:
                connection.close()

        with ThreadPoolExecutor(count) as pool:
            return [future.result() for future in [pool.submit(one) for _ in range(count)]]

    return run
