"""Doors for the worker: by the kick on commit, by the clock, and once when a worker starts."""

import logging
from typing import Any

from celery import shared_task
from celery.signals import worker_ready

from klyngeokonomi import kick
from klyngeokonomi.alone import alone
from klyngeokonomi.documents import reading, storage

logger = logging.getLogger(__name__)


@shared_task(name="klyngeokonomi.documents.read")
def read(document_id: str) -> None:
    """Read one paper; does nothing when it is not waiting or no longer there."""
    if reading.read(document_id) is None:
        logger.info("Paper %s is not waiting, or not there", document_id)


@shared_task(name="klyngeokonomi.documents.sweep")
def sweep() -> None:
    """Read what was left behind, unless another worker is at it."""
    with alone("documents-sweep") as mine:
        if mine:
            reading.sweep()


@shared_task(name="klyngeokonomi.documents.sweep_orphans")
def sweep_orphans() -> None:
    """Remove the files of uploads whose transaction was rolled back."""
    with alone("documents-orphans") as mine:
        if mine:
            logger.info("Orphans removed: %s", storage.sweep_orphans())


@worker_ready.connect
def sweep_at_start(**_: Any) -> None:
    """What was left while no worker ran does not wait for beat."""
    kick.now("klyngeokonomi.documents.sweep")
