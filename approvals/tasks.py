"""Doors for the worker."""

import logging

from celery import shared_task

from approvals.actions import tell_endorsers as telling
from klyngeokonomi.alone import alone

logger = logging.getLogger(__name__)


@shared_task(name="approvals.tell_endorsers")
def tell_endorsers() -> None:
    """Nobody is left waiting because the only one who was told has no say any more."""
    with alone("tell-endorsers") as mine:
        if mine and (told := telling.tell_endorsers()):
            logger.info("Endorsers told anew of %s vouchers", told)
