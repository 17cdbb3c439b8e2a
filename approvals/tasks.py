"""Doors for the worker."""

import logging

from celery import shared_task

from approvals.actions import make_paper as papers
from approvals.actions import print_statements as printing
from approvals.actions import run_fees as fees
from approvals.actions import tell_endorsers as telling
from approvals.actions import visit_bank as visiting
from approvals.actions import visit_post as posting
from klyngeokonomi import kick
from klyngeokonomi.alone import alone

logger = logging.getLogger(__name__)


@shared_task(name="approvals.tell_endorsers")
def tell_endorsers() -> None:
    """Nobody is left waiting because the only one who was told has no say any more."""
    with alone("tell-endorsers") as mine:
        if mine and (told := telling.tell_endorsers()):
            logger.info("Endorsers told anew of %s vouchers", told)


@shared_task(name="approvals.make_paper")
def make_paper(pk: int) -> None:
    """Make one paper; does nothing when it is not waiting."""
    if papers.make_paper(pk) is None:
        logger.info("Paper %s is not waiting, or not there", pk)


@shared_task(name="approvals.sweep_papers")
def sweep_papers() -> None:
    """Make what was left behind, unless another worker is at it."""
    with alone("papers-sweep") as mine:
        if mine:
            papers.sweep_papers()


@shared_task(name="approvals.print_statements")
def print_statements() -> None:
    """Print fee statements for a while, beside whoever else does, and ask for another turn when more are left."""
    if printing.print_statements(seconds=printing.TURN):
        kick.now("approvals.print_statements")


@shared_task(name="approvals.visit_bank")
def visit_bank() -> None:
    """Released runs go to the bank, and what lies ready there is fetched: by the clock, and when a run is released."""
    with alone("visit-bank") as mine:
        if mine:
            visiting.visit_bank()


@shared_task(name="approvals.visit_post")
def visit_post() -> None:
    """Statements go to the distributor of digital post, and what it says is read: by the clock."""
    with alone("visit-post") as mine:
        if mine:
            posting.visit_post()


@shared_task(name="approvals.start_fee_run")
def start_fee_run() -> None:
    """Last month's, once; asking every hour is harmless."""
    fees.start_by_clock()


@shared_task(name="approvals.compose_fees")
def compose_fees() -> None:
    """What is asked for is composed, and what is printed is ended: when asked, and by the sweep."""
    with alone("compose-fees") as mine:
        if mine:
            fees.go_on_with_runs()
