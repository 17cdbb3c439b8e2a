"""Plans for the points of klyngeokonomi/faults.py, in this process or, by files in a folder, in another.

A file named as the point holds the fault: `kill` (SIGKILL to this very process), `sleep SECONDS` or `raise`. It is used
once: the process that takes the file has the fault, so a process started anew does not die of it again.
"""

import contextlib
import os
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from klyngeokonomi import faults


class PlannedFault(RuntimeError):
    """What `raise` raises: an error the product cannot know."""


def read_from_folder(folder: Path) -> None:
    """From now on this process has the faults that tests lay in the folder."""

    def plan(name: str) -> None:
        taken = folder / f"{name}.{os.getpid()}.{time.monotonic_ns()}.taken"
        try:
            (folder / name).rename(taken)
        except FileNotFoundError:
            return
        _do(taken.read_text(encoding="ascii"), name)

    faults.follow(plan)


def lay(folder: Path, name: str, fault: str) -> None:
    """Put a fault at the named point, for the next process that passes it."""
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f"{name}.fresh"
    fresh.write_text(fault, encoding="ascii")
    fresh.rename(folder / name)


@contextlib.contextmanager
def during(plans: Mapping[str, Callable[[], object]]) -> Iterator[None]:
    """While the block lasts, call these at their points, in every thread of this process."""

    def plan(name: str) -> None:
        if act := plans.get(name):
            act()

    before = faults.follow(plan)
    try:
        yield
    finally:
        faults.follow(before)


def _do(fault: str, name: str) -> None:
    what, _, argument = fault.partition(" ")
    if what == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    elif what == "sleep":
        time.sleep(float(argument))
    elif what == "raise":
        raise PlannedFault(name)
    else:
        raise ValueError(f"No such fault: {fault}")
