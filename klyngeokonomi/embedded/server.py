"""What the embedded servers share: a child that dies with its parent, and an end that is certain."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil

PR_SET_PDEATHSIG = 1


class CannotStart(Exception):
    """A server does not come up. `str(error)` is one Danish sentence for the person at the terminal."""


def dies_with_parent(signal_number: int) -> Callable[[], None] | None:
    """A preexec_fn: the child gets this signal when its parent is gone, however it went (Linux only)."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getpid()

    def in_child() -> None:
        libc.prctl(PR_SET_PDEATHSIG, signal_number, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return in_child


def start(
    command: list[str],
    log: Path,
    *,
    tied: int | None,
    user: int | None = None,
    group: int | None = None,
    environment: dict[str, str] | None = None,
) -> subprocess.Popen[bytes]:
    """Start a process in a session of its own, both its streams appended to `log`.

    `tied` is the signal it gets when this process dies, None for a process that outlives it.
    Raises CannotStart when the program or the log cannot be opened.
    """
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as stream:
            return subprocess.Popen(  # noqa: S603 - our own commands
                command,
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=dies_with_parent(tied) if tied else None,
                user=user,
                group=group,
                extra_groups=[] if user is not None else None,
                env=environment,
            )
    except (OSError, subprocess.SubprocessError) as error:
        raise CannotStart(f"{Path(command[0]).name} kunne ikke startes: {error}.") from error


def end(pid: int, polite: int = signal.SIGTERM, patience: float = 10) -> None:
    """End a process: ask with `polite`, wait, then kill. Quiet when it is gone already."""
    try:
        process = psutil.Process(pid)
        process.send_signal(polite)
        if not wait_until(lambda: is_gone(process), None, patience):
            process.kill()
            wait_until(lambda: is_gone(process), None, patience)
    except psutil.NoSuchProcess:
        pass
    wait_until(lambda: _is_reaped(pid), None, patience)


def _is_reaped(pid: int) -> bool:
    """A child whose first thread has ended is not to be had until its other threads have."""
    try:
        return os.waitpid(pid, os.WNOHANG)[0] == pid
    except ChildProcessError:
        return True


def is_gone(process: psutil.Process) -> bool:
    """Whether it has ended, also when its parent, another process, has not looked yet."""
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def reap_when_it_ends(child: subprocess.Popen[bytes]) -> None:
    """Leave no zombie of a child that nobody waits for."""
    threading.Thread(target=child.wait, daemon=True, name=f"reap {child.pid}").start()


def wait_until(ready: Callable[[], bool], process: subprocess.Popen[bytes] | None, seconds: float) -> bool:
    """Whether `ready()` came true before the process ended or the time ran out."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if ready():
            return True
        if process is not None and process.poll() is not None:
            return False
        time.sleep(0.05)
    return False


def last_lines(log: Path, count: int = 3) -> str:
    """The end of a log, on one line, for the sentence that tells what went wrong."""
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    except OSError:
        return ""
    return " / ".join(line.strip() for line in lines[-count:])
