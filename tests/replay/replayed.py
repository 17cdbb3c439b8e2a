"""Factories whose work is done once in a test process.

A step is put back only where it would do the same again: in a test's own transaction, on the same day, with the same
arguments, after the same steps and nothing else (`tally` tells). Everywhere else it is done for real, as it is in a
test that may change what an action does: one that patches, changes settings, or is a twin.
What depends on nothing (the people) is put back ANYWHERE.
"""

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

import psycopg
from django.db import connection, models, transaction
from django.utils import timezone
from psycopg.pq import TransactionStatus

from tests.replay.recording import Before, NotAlike, Recording, tally

P = ParamSpec("P")
R = TypeVar("R")
PLAIN = (str, int, Decimal, dt.date, dt.time, UUID, type(None))
MOST_STEPS = 6
"""Few tests share a longer beginning."""

ANYWHERE = {"make_people"}

_recordings: dict[Any, Recording] = {}


class Road:
    """The steps of the running test so far, and the tally after the last; None when anything else came between."""

    steps: tuple[Any, ...] | None = None
    tally: str = ""
    most: int = 0


def begin(*, most: int = MOST_STEPS) -> None:
    """A test begins: nothing is built yet, and at most so many steps are put back."""
    Road.steps, Road.tally, Road.most = (), "", most


def end() -> None:
    """From now on everything is built for real."""
    Road.steps = None


def over() -> None:
    """A test is over: the server's tally of what it wrote begins anew when its transaction ends, not a second later."""
    end()
    line = connection.connection
    if line is not None and line.info.transaction_status in (
        TransactionStatus.IDLE,
        TransactionStatus.INTRANS,
    ):
        with suppress(psycopg.Error):
            line.execute("SELECT pg_stat_force_next_flush()")


def once(name: str, build: Callable[[], R]) -> R:
    """A whole world, built in a transaction where nothing else is written yet; the next time it is put back."""
    end()
    return _done(_where((name,)), build)


def replayed(build: Callable[P, R]) -> Callable[P, R]:
    """The factory, its work put back where it has been done before."""

    @wraps(build)
    def step(*args: P.args, **kwargs: P.kwargs) -> R:
        steps = _steps_with(build.__qualname__, args, kwargs)
        if steps is None:
            end()
            known = build.__qualname__ in ANYWHERE and _recordings.get(
                _where(((build.__qualname__, (), ()),))
            )
            return known.put_back() if known else build(*args, **kwargs)
        end()  # what the step itself is built of is not put back piece by piece
        where = _where(steps)
        result = _done(where, lambda: build(*args, **kwargs))
        if where in _recordings:
            Road.steps, Road.tally = steps, tally()
        return result

    return step


def _where(steps: tuple[Any, ...]) -> Any:
    return connection.settings_dict["NAME"], timezone.localdate(), steps


def _steps_with(name: str, args: Any, kwargs: Any) -> tuple[Any, ...] | None:
    """The road with this step added; None when it cannot be known."""
    if Road.steps is None or len(Road.steps) >= Road.most or not connection.in_atomic_block:
        return None
    try:
        key = (name, _key(args), _key(kwargs))
    except NotAlike:
        return None
    return (*Road.steps, key) if tally() == Road.tally else None


def _done(where: Any, build: Callable[[], R]) -> R:
    if where in _recordings:
        return _recordings[where].put_back()
    with transaction.atomic():
        before = Before.now(tally())
        result = build()
        try:
            _recordings[where] = Recording.of(before, tally(), result)
        except NotAlike:
            end()
    return result


def _key(value: Any) -> Any:
    if isinstance(value, models.Model):
        return value._meta.label, str(value.pk)
    if isinstance(value, PLAIN):
        return type(value).__qualname__, repr(value)
    if isinstance(value, (list, tuple)):
        return tuple(_key(one) for one in value)
    if isinstance(value, dict):
        return tuple((name, _key(value[name])) for name in sorted(value))
    if is_dataclass(value):
        return tuple(_key(getattr(value, field.name)) for field in fields(value))
    raise NotAlike(repr(value))
