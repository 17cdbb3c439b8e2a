"""nginx as production sets it up, in front of a real web server on the test's own database; started once."""

import http.client
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from clusters.models import User
from klyngeokonomi import processes
from klyngeokonomi.processes import Process
from tests.people import People, make_people
from tests.services import ended, environment_for, free_port

TEMPLATE = processes.ROOT / "klyngeokonomi" / "production" / "nginx.conf.template"
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
ACCEL_LOCATION = "/papirernes-sted/"
CLIENT_TIMEOUT = 1
METRICS_TOKEN = "a-token-of-the-test"
STYLE = b"body{color:#123456}" * 50


@dataclass(frozen=True)
class Answer:
    """What came back, headers by name in small letters; a header sent twice is joined by a comma."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Front:
    """The address people use. `web_log` is what the web server behind it has written."""

    port: int
    web: Process
    documents: Path
    folder: Path
    values: dict[str, str] = field(default_factory=dict)
    metrics_port: int = 0

    def ask(self, path: str, user: User | None = None, *, method: str = "GET", **asked: Any) -> Answer:
        """One request, signed in as `user`; `body` and `headers` as http.client takes them."""
        headers = {"Host": "localhost", **asked.pop("headers", {})}
        if user is not None:
            browser = Client()
            browser.force_login(user)
            token = "t" * 32
            headers["Cookie"] = f"sessionid={browser.cookies['sessionid'].value}; csrftoken={token}"
            headers["X-CSRFToken"] = token
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            line.request(method, path, headers=headers, **asked)
            answer = line.getresponse()
            names = {name.lower() for name, _ in answer.getheaders()}
            return Answer(
                answer.status,
                {name: ", ".join(answer.headers.get_all(name)) for name in names},
                answer.read(),
            )
        finally:
            line.close()


def render(template: str, values: dict[str, str]) -> str:
    """As envsubst does it: every ${NAME} that has a value."""
    return re.sub(r"\$\{([A-Z_]+)\}", lambda found: values[found[1]], template)


@contextmanager
def nginx(values: dict[str, str], folder: Path, change: Callable[[str], str] = str) -> Iterator[Process]:
    """A running nginx with the product's own configuration, or that configuration changed."""
    folder.mkdir(parents=True, exist_ok=True)
    values = {**values, "LISTEN_PORT": str(free_port()), "METRICS_PORT": str(free_port())}
    values["RUN_DIR"] = str(folder)
    written = folder / "nginx.conf"
    written.write_text(change(render(TEMPLATE.read_text(encoding="utf-8"), values)), encoding="utf-8")
    who = "user root root; " if os.geteuid() == 0 else ""
    command = [NGINX, "-c", str(written), "-e", "stderr", "-g", f"{who}daemon off;"]
    process = Process(
        "nginx", command, processes._takes_calls, {}, folder / "nginx.log", int(values["LISTEN_PORT"])
    )
    process.metrics_port = int(values["METRICS_PORT"])
    with ended(process.start()):
        yield process


def empty(documents: Path) -> None:
    """The papers of the test before are gone, as its rows are."""
    shutil.rmtree(documents, ignore_errors=True)


def production_web(environment: dict[str, str], folder: Path, port: int) -> Process:
    """gunicorn with production's own settings, on this machine alone; logs and counts as in production."""
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}"]
    command += ["--config", "python:klyngeokonomi.production.gunicorn_settings", "klyngeokonomi.wsgi"]
    also = {"WEB_PROCESSES": "1", "LOG_FORMAT": "json", "PROMETHEUS_MULTIPROC_DIR": str(folder / "metrics")}
    log = folder / "web.log"
    return Process("web", command, processes._answers_http, environment | also, log, port)


@pytest.fixture(scope="module")
def web_behind(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Front]:
    """The web server, told that nginx sends the papers; and what nginx shall know. `port` is the server's own."""
    if not Path(NGINX).exists():
        pytest.skip("nginx is not installed on this machine (Debian: apt-get install nginx-light).")
    folder, port = tmp_path_factory.mktemp("front"), free_port()
    with django_db_blocker.unblock():
        environment = environment_for(connection.settings_dict["NAME"])
    environment |= {
        "DOCUMENT_ROOT": str(folder / "documents"),
        "ACCEL_LOCATION": ACCEL_LOCATION,
        "METRICS_TOKEN": METRICS_TOKEN,
    }
    call_command("draw_error_pages", str(folder / "errors"))
    styles = folder / "site" / "static"
    styles.mkdir(parents=True)
    for ending, content in {"": STYLE, ".gz": b"as gzip", ".br": b"as brotli"}.items():
        (styles / f"ko.0123.css{ending}").write_bytes(content)
    (styles / "plain.4567.css").write_bytes(STYLE)
    values = {
        "WEB_ADDRESS": f"127.0.0.1:{port}",
        "RESOLVER": "127.0.0.1",
        "SITE_HOST": "localhost",
        "SITE_ROOT": str(folder / "site"),
        "ERROR_PAGES": str(folder / "errors"),
        "DOCUMENT_ROOT": str(folder / "documents"),
        "ACCEL_LOCATION": ACCEL_LOCATION,
        "MAX_BODY": "25m",
        "CLIENT_TIMEOUT": f"{CLIENT_TIMEOUT}s",
    }
    process = production_web(environment, folder, port)
    with ended(process.start()):
        yield Front(port, process, folder / "documents", folder, values)


@pytest.fixture(scope="module")
def running_front(web_behind: Front) -> Iterator[Front]:
    """nginx as production has it."""
    with nginx(web_behind.values, web_behind.folder / "nginx") as process:
        yield replace(web_behind, port=process.port, metrics_port=process.metrics_port)


@pytest.fixture
def front(running_front: Front, transactional_db: None, paper_store: None, settings: Any) -> Front:
    """nginx as production has it; papers of the test lie where it looks for them."""
    empty(running_front.documents)
    settings.DOCUMENT_ROOT = running_front.documents
    return running_front


@pytest.fixture
def changed_front(
    web_behind: Front, transactional_db: None, paper_store: None, settings: Any, tmp_path: Path
) -> Iterator[Callable[[Callable[[str], str]], Front]]:
    """changed_front(change): another nginx before the same web server, its configuration changed by `change`."""
    empty(web_behind.documents)
    settings.DOCUMENT_ROOT = web_behind.documents
    opened = []

    def start(change: Callable[[str], str]) -> Front:
        running = nginx(web_behind.values, tmp_path / f"nginx{len(opened)}", change)
        opened.append(running)
        return Front(running.__enter__().port, web_behind.web, web_behind.documents, web_behind.folder)

    yield start
    for running in opened:
        running.__exit__(None, None, None)


@pytest.fixture
def people(transactional_db: None) -> People:
    """The five people."""
    return make_people()
