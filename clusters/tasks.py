"""Doors for the worker."""

import logging

from celery import shared_task

from clusters.actions import read_import as reading
from clusters.actions import remind_contracts as reminding
from clusters.actions import report_quarantined as reports
from clusters.actions import tell_unclear_clinics as asking
from klyngeokonomi.alone import alone

logger = logging.getLogger(__name__)


@shared_task(name="clusters.read_import")
def read_import(run_id: int) -> None:
    """Read one file of the secretariat's; does nothing when it is not waiting."""
    if reading.read_import(run_id) is None:
        logger.info("Import %s is not waiting, or not there", run_id)


@shared_task(name="clusters.sweep_imports")
def sweep_imports() -> None:
    """Read what was left behind, unless another worker is at it."""
    with alone("imports-sweep") as mine:
        if mine:
            reading.sweep_imports()


@shared_task(name="clusters.report_quarantined")
def report_quarantined() -> None:
    """Tell of what the virus scanner has stopped since the last time, unless another worker is at it."""
    with alone("quarantine-report") as mine:
        if mine:
            reports.report_quarantined()


@shared_task(name="clusters.remind_contracts")
def remind_contracts() -> None:
    """Tell the coordinators of contracts that end soon, unless another worker is at it."""
    with alone("contracts-remind") as mine:
        if mine:
            reminding.remind_contracts()


@shared_task(name="clusters.tell_unclear_clinics")
def tell_unclear_clinics() -> None:
    """In January, ask coordinators about clinics that cannot count, unless another worker is at it."""
    with alone("clinics-unclear") as mine:
        if mine:
            asking.tell_unclear_clinics()
