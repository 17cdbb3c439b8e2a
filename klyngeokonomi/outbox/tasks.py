"""Doors for the worker: by the kick on commit, by the clock, once when a worker starts, and for what it cannot do."""

import logging
from typing import Any

from celery import Task, current_app, shared_task
from celery.signals import task_failure, task_rejected, task_unknown, worker_ready
from django.db import close_old_connections, connection

from klyngeokonomi import kick
from klyngeokonomi.alone import alone
from klyngeokonomi.outbox import strays
from klyngeokonomi.outbox.deliver import TASK_LIMIT
from klyngeokonomi.outbox.deliver import deliver as deliver_message
from klyngeokonomi.outbox.models import Reason
from klyngeokonomi.outbox.sweep import sweep as sweep_messages

logger = logging.getLogger(__name__)
LIMITS = {"soft_time_limit": TASK_LIMIT * 5 / 6, "time_limit": TASK_LIMIT}


@shared_task(name="klyngeokonomi.outbox.deliver", **LIMITS)
def deliver(message_pk: int) -> None:
    """Send one message now; does nothing when it is not due or no longer there."""
    if deliver_message(message_pk) is None:
        logger.info("Message %s is not due, or not there", message_pk)


@shared_task(name="klyngeokonomi.outbox.sweep", **LIMITS)
def sweep() -> None:
    """Send all that is due, unless another worker is at it."""
    with alone("outbox-sweep", seconds=TASK_LIMIT) as mine:
        if mine:
            sweep_messages()


@worker_ready.connect
def sweep_at_start(**_: Any) -> None:
    """What was left while no worker ran does not wait for beat."""
    kick.now("klyngeokonomi.outbox.sweep")
    strays.take_up(current_app.tasks)
    connection.close()


@task_unknown.connect
def keep_unknown(message: Any, name: str, **_: Any) -> None:
    """A task that this version does not have."""
    _keep(message, name, Reason.UNKNOWN)


@task_rejected.connect
def keep_misshapen(message: Any, **_: Any) -> None:
    """A message that is no task, or not written as ours are."""
    _keep(message, str((message.headers or {}).get("task") or "?"), Reason.FORMAT)


@task_failure.connect
def keep_outgrown(sender: Task, args: Any, kwargs: Any, exception: Exception, **_: Any) -> None:
    """A task we have, with arguments it had in another version."""
    if isinstance(exception, TypeError) and not strays.fits(sender.run, args, kwargs):
        strays.put_aside(sender.name, (args, kwargs), Reason.FORMAT)


def _keep(message: Any, name: str, reason: Reason) -> None:
    """In the worker's first process, which holds no connection that its children could inherit."""
    try:
        arguments = message.payload[:2]
    except Exception:  # whatever is wrong with it, it is laid aside without arguments
        arguments = None
    close_old_connections()
    strays.put_aside(name, arguments, reason)
    connection.close()
