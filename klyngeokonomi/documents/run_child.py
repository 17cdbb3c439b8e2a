"""Start the child process, listen to it, and end it: the parent's half of child/.

Whatever the child does, the answer is an Outcome. The child's words are checked one by one; a child taken
over by what it reads can at most send a wrong picture of that very file.
"""

import json
import logging
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from klyngeokonomi.documents.child.report import Note, Problem

MOST_OUTPUT = 256 * 1024
"""Bytes a child may say before it is taken for mad."""
log = logging.getLogger(__name__)


@dataclass
class Outcome:
    """What a child made of a file: a problem, or the sizes (width, height) of its pages in order."""

    problem: Problem | None = None
    notes: list[Note] = field(default_factory=list)
    expected: int | None = None
    sizes: list[tuple[int, int]] = field(default_factory=list)
    text: str = ""
    look: int | None = None
    done: bool = False


def run(source: Path, out: Path, *, kind: str, rotation: int, progress: Callable[[Outcome], None]) -> Outcome:
    """Read `source` into `out` in a limited child; `progress` is called after each line it sends."""
    outcome = Outcome()
    with tempfile.TemporaryFile() as complaints:
        child = subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell
            _command(source, out, kind, rotation),
            cwd=settings.BASE_DIR,
            env={"PATH": "", "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
            start_new_session=True,
        )
        try:
            in_time = _listen(child, outcome, progress)
        finally:
            _end(child)
        _conclude(outcome, child.returncode, in_time=in_time)
        if child.returncode not in {0, 1}:
            complaints.seek(max(complaints.seek(0, os.SEEK_END) - 2000, 0))
            log.warning(
                "child on %s ended by %s: %s",
                source,
                child.returncode,
                complaints.read().decode(errors="replace"),
            )
    return outcome


def _command(source: Path, out: Path, kind: str, rotation: int) -> list[str]:
    limits = {
        "kind": kind,
        "rotation": rotation,
        "max-pages": settings.DOCUMENT_MAX_PAGES,
        "max-pixels": settings.DOCUMENT_MAX_PIXELS,
        "memory": settings.DOCUMENT_READ_MEMORY,
        "cpu": settings.DOCUMENT_READ_CPU_SECONDS,
    }
    options = [f"--{name}={value}" for name, value in limits.items()]
    return [sys.executable, "-m", "klyngeokonomi.documents.child", str(source), str(out), *options]


def _listen(child: subprocess.Popen, outcome: Outcome, progress: Callable[[Outcome], None]) -> bool:
    """Take in lines until the child closes its mouth; False when the wall clock ran out first."""
    deadline = time.monotonic() + settings.DOCUMENT_READ_SECONDS
    rest, said = b"", 0
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while (left := deadline - time.monotonic()) > 0:
            if not selector.select(left):
                return False
            chunk = os.read(child.stdout.fileno(), 65536)
            said += len(chunk)
            if not chunk or said > MOST_OUTPUT:
                return _ends_in_time(child, deadline)
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                _take_in(line, outcome)
            progress(outcome)
    return False


def _ends_in_time(child: subprocess.Popen, deadline: float) -> bool:
    try:
        child.wait(max(deadline - time.monotonic(), 0.1))
    except subprocess.TimeoutExpired:
        return False
    return True


def _take_in(line: bytes, outcome: Outcome) -> None:
    """One line of the child; a line that is not as agreed counts as a death."""
    try:
        match json.loads(line):
            case {"pages": int(pages)} if 0 < pages <= settings.DOCUMENT_MAX_PAGES:
                outcome.expected = pages
            case {"page": int(page), "width": int(width), "height": int(height)} if (
                page == len(outcome.sizes) + 1 and 0 < width <= 10_000 and 0 < height <= 10_000
            ):
                outcome.sizes.append((width, height))
            case {"note": str(note)}:
                outcome.notes.append(Note(note))
            case {"look": int(look)} if -(2**63) <= look < 2**63:
                outcome.look = look
            case {"text": str(text)}:
                outcome.text = text
            case {"problem": str(problem)}:
                outcome.problem = Problem(problem)
            case {"done": True}:
                outcome.done = True
            case _:
                outcome.problem = Problem.DIED
    except ValueError:
        outcome.problem = Problem.DIED


def _end(child: subprocess.Popen) -> None:
    """Kill whatever is left of the child's session, and collect it."""
    child.stdout.close()
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        log.debug("child %s had ended", child.pid)
    child.wait()


def _conclude(outcome: Outcome, returncode: int, *, in_time: bool) -> None:
    """A child that did not finish by itself, or whose pages do not add up, has read nothing."""
    if outcome.problem is not None:
        return
    if not in_time or returncode == -signal.SIGXCPU:
        outcome.problem = Problem.OUT_OF_TIME
    elif returncode != 0 or not outcome.done or outcome.expected != len(outcome.sizes):
        outcome.problem = Problem.DIED
