"""Only one `make run` per folder; and the next one clears up after one that was killed."""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from klyngeokonomi.embedded.server import CannotStart, end

FAREWELL = 15
"""Seconds the processes of a killed run may take to end by themselves."""


class Notes:
    """What this run writes down for the next: its address and its processes."""

    def __init__(self, file: int, url: str) -> None:
        self._file = file
        self._url = url
        self.write([])

    def write(self, children: list[int]) -> None:
        """Replace the notes."""
        family = [{"pid": pid, "born": psutil.Process(pid).create_time()} for pid in children]
        content = json.dumps({"pid": os.getpid(), "url": self._url, "children": family})
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, content.encode(), 0)

    def clear(self) -> None:
        """This run ended in order."""
        os.ftruncate(self._file, 0)


@contextmanager
def only_one(var: Path, url: str) -> Iterator[Notes]:
    """Hold the folder while the block lasts. Raises CannotStart when another run holds it."""
    try:
        var.mkdir(parents=True, exist_ok=True)
        file = os.open(var / "up.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise CannotStart(f"Mappen {var} kan ikke skrives: {error.strerror}.") from error
    try:
        earlier = _read(file)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            where, who = earlier.get("url", "en anden port"), earlier.get("pid", "?")
            raise CannotStart(f"Klyngeøkonomi kører allerede herfra på {where} (proces {who}).") from error
        _see_off(earlier)
        notes = Notes(file, url)
        try:
            yield notes
        finally:
            notes.clear()
    finally:
        os.close(file)


def _read(file: int) -> dict:
    with suppress(ValueError):
        return json.loads(os.pread(file, 65536, 0) or b"{}")
    return {}


def _see_off(earlier: dict) -> None:
    """Wait for the processes of a killed run, then end those that are still there."""
    family = [found for child in earlier.get("children", []) if (found := _same_process(child))]
    deadline = time.monotonic() + FAREWELL
    while any(process.is_running() for process in family) and time.monotonic() < deadline:
        time.sleep(0.1)
    for process in family:
        if process.is_running():
            end(process.pid)


def _same_process(child: dict) -> psutil.Process | None:
    with suppress(psutil.Error):
        process = psutil.Process(child["pid"])
        if abs(process.create_time() - child["born"]) < 1:
            return process
    return None
