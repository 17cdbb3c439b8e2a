"""The product's own processes: how each is started, how it shows that it is ready, and how it is ended.

`make run` starts all of them, the real-service tests those they need.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from klyngeokonomi.embedded.server import CannotStart, end, last_lines, start, wait_until

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 60
"""Seconds a process may take to become ready on a slow machine."""


@dataclass
class Process:
    """One process. `ready` is asked until it says yes; `seen` is where in its log this start begins, `born` when.

    `tied` is the signal it gets when the process that started it dies.
    """

    name: str
    command: list[str]
    ready: Callable[["Process"], bool]
    environment: Mapping[str, str]
    log: Path
    port: int | None = None
    tied: int = signal.SIGTERM
    seen: int = 0
    born: float = 0.0
    child: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> "Process":
        """Start it, tied to this process. Raises CannotStart when it is not ready in time."""
        self.launch()
        self.wait()
        return self

    def launch(self) -> None:
        """Start it without waiting, so that several can come up at once."""
        self.seen = self.log.stat().st_size if self.log.exists() else 0
        environment = {**os.environ, **self.environment, "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT)}
        self.born = time.time()
        self.child = start(self.command, self.log, tied=self.tied, environment=environment)

    def wait(self) -> None:
        """Return when it is ready. Raises CannotStart with its last words."""
        if not wait_until(lambda: self.ready(self), self.child, PATIENCE):
            self.stop(0)
            raise CannotStart(f"{self.name} kom ikke op; se {self.log}: {last_lines(self.log)}")

    def is_running(self) -> bool:
        """Whether it lives."""
        return self.child is not None and self.child.poll() is None

    def ask_to_stop(self) -> None:
        """Let it finish what it has in hand; returns at once."""
        self.signal(signal.SIGTERM)

    def stop(self, patience: float = 15) -> None:
        """End it and every child it had. Quiet when it is gone."""
        if self.child is None:
            return
        if patience:
            end(self.child.pid, signal.SIGTERM, patience)
        self.kill()

    def kill(self) -> None:
        """SIGKILL to it and all its children, as a crash would."""
        if self.child is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.child.pid, signal.SIGKILL)
            self.child.wait(10)

    def signal(self, number: int) -> None:
        """Any signal to the process itself, such as SIGSTOP and SIGCONT."""
        if self.is_running():
            self.child.send_signal(number)

    def output(self) -> str:
        """What it has written since it was last started."""
        if not self.log.exists():
            return ""
        with self.log.open("rb") as stream:
            stream.seek(self.seen)
            return stream.read().decode("utf-8", "replace")


def web(environment: Mapping[str, str], logs: Path, *, port: int, workers: int) -> Process:
    """gunicorn on this machine's own address."""
    command = [sys.executable, "-m", "gunicorn", "klyngeokonomi.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", str(workers), "--worker-class", "gthread", "--threads", "4", "--timeout", "60"]
    command += ["--graceful-timeout", "10", "--no-control-socket", "--preload", "--log-level", "warning"]
    return Process("web", command, _answers_http, environment, logs / "web.log", port)


def worker(environment: Mapping[str, str], logs: Path) -> Process:
    """The Celery worker."""
    command = [sys.executable, "-m", "celery", "-A", "klyngeokonomi.celery", "worker", "--loglevel", "INFO"]
    command += ["--without-mingle", "--without-gossip"]
    return Process("worker", command, _says("ready."), environment, logs / "worker.log")


def beat(environment: Mapping[str, str], logs: Path, folder: Path) -> Process:
    """Celery's clock; `folder` keeps when each task was last due."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "celery", "-A", "klyngeokonomi.celery", "beat", "--loglevel", "INFO"]
    command += ["--schedule", str(folder / "schedule"), "--pidfile", ""]
    return Process("beat", command, _says("beat: Starting"), environment, logs / "beat.log")


def mail_catcher(environment: Mapping[str, str], logs: Path, *, port: int, folder: Path) -> Process:
    """The mail server that delivers nothing and keeps all."""
    command = [sys.executable, "-m", "klyngeokonomi.development.mail_catcher", str(port), str(folder)]
    return Process("mail", command, _takes_calls, environment, logs / "mail.log", port)


def fake_mitid(environment: Mapping[str, str], logs: Path, *, port: int, people: Path) -> Process:
    """The MitID broker that lets one click a person of the file `people`."""
    command = [sys.executable, str(ROOT / "manage.py"), "fake_mitid", "--port", str(port)]
    command += ["--people", str(people)]
    return Process("mitid", command, _takes_calls, environment, logs / "mitid.log", port)


def fake_bank(environment: Mapping[str, str], logs: Path, *, port: int, shared: Path, own: Path) -> Process:
    """The bank that takes what is sent over SFTP or laid in `shared`, and answers there; its books are in `own`."""
    return _fake_end("bank", "fake_bank", environment, logs, port, shared, own)


def fake_post(environment: Mapping[str, str], logs: Path, *, port: int, shared: Path, own: Path) -> Process:
    """The same for digital post: the distributor that takes zips and answers with receipts."""
    return _fake_end("post", "fake_digital_post", environment, logs, port, shared, own)


def _fake_end(
    name: str, verb: str, environment: Mapping[str, str], logs: Path, port: int, shared: Path, own: Path
) -> Process:
    command = [sys.executable, str(ROOT / "manage.py"), verb, "--port", str(port)]
    command += ["--shared", str(shared), "--own", str(own)]
    return Process(name, command, _takes_calls, environment, logs / f"{name}.log", port)


def _answers_http(process: Process) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{process.port}/healthz", timeout=5).close()  # nosec B310
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def _takes_calls(process: Process) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", process.port or 0), timeout=1):
        return True
    return False


def _says(words: str) -> Callable[[Process], bool]:
    return lambda process: words in process.output()
