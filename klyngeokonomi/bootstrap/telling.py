"""What the set-up says while it works, and how it runs the programs it needs."""

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("VAR_DIR") or ROOT / "var")
WIDTH = 78


class StepFailed(Exception):
    """The set-up cannot go on. `str(error)` is one Danish sentence for the person at the terminal."""


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two set-ups of the same folder wait for each other."""
    try:
        VAR.mkdir(parents=True, exist_ok=True)
        lock = (VAR / "bootstrap.lock").open("w")
    except OSError as error:
        raise StepFailed(f"Mappen {VAR} kan ikke skrives: {error.strerror}.") from error
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def say(text: str) -> None:
    """A line of its own."""
    print(text, flush=True)


def progress(text: str) -> None:
    """A line that the next one replaces; nothing where there is no terminal."""
    if sys.stdout.isatty():
        print(f"\r  {text[: WIDTH - 2]:<{WIDTH - 2}}", end="", flush=True)


def end_progress() -> None:
    """The replaced line is wiped."""
    if sys.stdout.isatty():
        print(f"\r{'':<{WIDTH}}\r", end="", flush=True)


def run(
    command: list[str],
    *,
    heard: Callable[[str], None] | None = None,
    folder: Path = ROOT,
    environment: Mapping[str, str] | None = None,
) -> tuple[int, str]:
    """Run a program to its end: exit code and all it wrote. `heard` gets each line as it comes."""
    lines = []
    try:
        with subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        ) as process:
            for line in process.stdout or ():
                lines.append(line)
                if heard:
                    heard(line.strip())
    except OSError as error:
        return 127, f"{command[0]}: {error.strerror}"
    finally:
        end_progress()
    return process.returncode, "".join(lines)


def why(output: str) -> str:
    """The line of a program's output that tells what went wrong."""
    lines = [line.strip() for line in output.strip().splitlines() if line.strip()]
    wrong = [line for line in lines if line.lower().startswith(("error", "e:", "npm error", "fatal"))]
    return (wrong or lines or ["ingen forklaring"])[0][:300]


def fingerprint(*files: Path, also: str = "") -> str:
    """A digest of files, to know whether a step is done already."""
    digest = hashlib.sha256(also.encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def is_done(stamp: Path, expected: str) -> bool:
    """Whether the step that leaves this stamp was finished for this fingerprint."""
    try:
        return stamp.read_text(encoding="ascii").strip() == expected
    except OSError:
        return False
