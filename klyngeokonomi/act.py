"""What the actions on vouchers and money are wrapped in: whole or not at all, and no quarrel over rows left to luck."""

import time
from collections.abc import Callable
from contextvars import ContextVar
from functools import partial, wraps
from typing import Any, ParamSpec, TypeVar

from django.db import OperationalError, transaction

from klyngeokonomi.audit.refusals import keep_refusal
from klyngeokonomi.refused import Refused

P = ParamSpec("P")
R = TypeVar("R")

TRIES = 2
PAUSE = 0.1
"""Seconds before the second try: whoever won the deadlock is woken first, and not overtaken at its row."""
DEADLOCK, SERIALIZATION, LOCK_TIMEOUT = "40P01", "40001", "55P03"
BUSY = "En anden er i gang med det samme lige nu, og intet er ændret. Prøv igen om et øjeblik."

_inside: ContextVar[bool] = ContextVar("inside an act", default=False)


def act(action: Callable[P, R]) -> Callable[P, R]:
    """One transaction. What lost a deadlock is done once more; what waited too long for a row raises Refused(BUSY).

    A refusal that names its thing (`Refused.on`) is kept in the log of acts, after the rollback and by the outermost
    act alone, with the person given as `by`.
    """

    @wraps(action)
    def whole(*args: P.args, **kwargs: P.kwargs) -> R:
        if _inside.get():
            with transaction.atomic():
                return action(*args, **kwargs)
        token = _inside.set(True)
        try:
            return _try(partial(action, *args, **kwargs))
        except Refused as refused:
            _keep(refused, by=kwargs.get("by"))
            raise
        finally:
            _inside.reset(token)

    return whole


def part(action: Callable[P, R]) -> Callable[P, R]:
    """What acts are made of: it stands and falls with the act at hand. Outside of one it is a transaction of its own.

    No act catches what it raises and goes on.
    """

    @wraps(action)
    def whole(*args: P.args, **kwargs: P.kwargs) -> R:
        if _inside.get():
            return action(*args, **kwargs)
        with transaction.atomic():
            return action(*args, **kwargs)

    return whole


def _try(action: Callable[[], R]) -> R:
    for left in reversed(range(TRIES)):
        try:
            with transaction.atomic():
                return action()
        except OperationalError as error:
            code = getattr(error.__cause__, "sqlstate", None)
            if code == LOCK_TIMEOUT or (code in (DEADLOCK, SERIALIZATION) and not left):
                raise Refused(BUSY) from error
            if code not in (DEADLOCK, SERIALIZATION):
                raise
        time.sleep(PAUSE)
    raise AssertionError("TRIES is at least one")


def _keep(refused: Refused, *, by: Any) -> None:
    if refused.on is None or refused.kept:
        return
    refused.kept = True
    keep_refusal(f"{refused.tried}: {refused}" if refused.tried else str(refused), by=by, on=refused.on)
