"""Tasks nobody here knows are laid aside, seen by staff, and taken up again by a worker that knows them (T041).

A broker's client drops what it does not understand. After an upgrade that may be work: a new task met by an old
worker, or an old one met by a new.
"""

import hashlib
import inspect
import json
import logging
from collections.abc import Callable, Container
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from klyngeokonomi import kick
from klyngeokonomi.audit.record import record
from klyngeokonomi.outbox.models import Reason, Stray

logger = logging.getLogger(__name__)

MOST_CHARACTERS = 2000
"""Of arguments; ours are ids. A longer one is kept without them."""


def put_aside(task: str, arguments: Any, reason: Reason) -> Stray:
    """Keep a task that was not understood; `arguments` is (args, kwargs), or None when they cannot be read."""
    content = "" if arguments is None else json.dumps(arguments, default=str)
    if len(content) > MOST_CHARACTERS:
        content = ""
    key = hashlib.sha256(f"{task}\n{reason}\n{content}".encode()).hexdigest()
    with transaction.atomic():
        kept = Stray(key=key, task=task[:200], reason=reason, content=content)
        Stray.objects.bulk_create([kept], ignore_conflicts=True)
        Stray.objects.filter(key=key).update(count=F("count") + 1, last_at=timezone.now())
    logger.error("Task %s is laid aside: %s", task, reason.label)
    return Stray.objects.get(key=key)


def take_up(known: Container[str]) -> int:
    """Send the tasks whose names are known by now to the broker again; how many there were."""
    taken = 0
    with transaction.atomic():
        for stray in Stray.objects.filter(reason=Reason.UNKNOWN).select_for_update(skip_locked=True):
            args = _positional(stray.content)
            if stray.task in known and args is not None and kick.now(stray.task, *args):
                stray.delete()
                taken += 1
    return taken


def drop_stray(stray: Stray, *, by: Any) -> None:
    """Take it off the list for good; the caller has asked who may."""
    with transaction.atomic():
        record("task_dropped", by=by, subject=stray, text=f"Opgaven »{stray.task}« er fjernet fra listen.")
        stray.delete()


def fits(task: Callable[..., Any], args: Any, kwargs: Any) -> bool:
    """Whether the task can be called with these arguments."""
    try:
        inspect.signature(task).bind(*args, **kwargs)
    except TypeError:
        return False
    return True


def _positional(content: str) -> list[str | int] | None:
    """The arguments, if they are such as a kick can carry."""
    try:
        args, kwargs = json.loads(content)
    except (ValueError, TypeError):
        return None
    return args if not kwargs and all(isinstance(one, str | int) for one in args) else None
