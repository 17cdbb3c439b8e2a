"""Debian's clamd with one signature, our own: it knows TEST_VIRUS and nothing else, and needs no network."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from klyngeokonomi.processes import Process
from tests.services import ended

TEST_VIRUS = b"Klyngeoekonomis egen proevevirus, som ingen andre kender"
SIGNATURE = "Klynge.Proevevirus"
MOST_BYTES = 2 * 1024 * 1024
"""StreamMaxLength here; the scanner answers ERROR for more."""


@dataclass(frozen=True)
class Clamd:
    """A running one: its address for CLAMAV_URL, and the process, to be stalled by a signal."""

    url: str
    process: Process


def program() -> str | None:
    return shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin:/usr/local/sbin")


@pytest.fixture(scope="session")
def clamd() -> Iterator[Clamd]:
    """Started once. Skips where Debian's package clamav-daemon is not at hand."""
    if (path := program()) is None:
        pytest.skip("clamd is not installed here (Debian: clamav-daemon)")
    with tempfile.TemporaryDirectory(prefix="ko-clamd-") as name:
        folder = Path(name)
        (folder / "db").mkdir()
        (folder / "db" / "own.ndb").write_text(f"{SIGNATURE}:0:*:{TEST_VIRUS.hex()}\n")
        line, conf = folder / "clamd.ctl", folder / "clamd.conf"
        conf.write_text(
            f"LocalSocket {line}\nDatabaseDirectory {folder / 'db'}\nForeground yes\n"
            f"StreamMaxLength {MOST_BYTES}\nTemporaryDirectory {folder}\nMaxThreads 2\n"
        )
        process = Process(
            "clamd",
            [path, "--config-file", str(conf)],
            lambda _: line.exists(),
            os.environ,
            folder / "clamd.log",
        )
        with ended(process.start()):
            yield Clamd(f"unix://{line}", process)
