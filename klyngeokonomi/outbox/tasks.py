"""Doors for the worker: by the kick on commit, by the clock, and once when a worker starts."""

import logging
from typing import Any

from celery import shared_task
from celery.signals import worker_ready

from klyngeokonomi import kick
from klyngeokonomi.alone import alone
from klyngeokonomi.outbox.deliver import TASK_LIMIT
from klyngeokonomi.outbox.deliver import deliver as deliver_message
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
