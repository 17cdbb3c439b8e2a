"""Named places where a test can stop, slow or kill the process: the exact moment between two writes.

In production `point` is one comparison: nothing there can set a plan (klyngeokonomi/development/fault_plans.py does,
and only the development settings load it). Name a point after the room and what has just happened: "approve.moved".
"""

from collections.abc import Callable

_plan: Callable[[str], None] | None = None


def point(name: str) -> None:
    """Let the plan of a test, if there is one, do its worst here."""
    if _plan is not None:
        _plan(name)


def follow(plan: Callable[[str], None] | None) -> Callable[[str], None] | None:
    """Set the plan (None for no plan) and return the one before."""
    global _plan  # one process, one plan
    before, _plan = _plan, plan
    return before
