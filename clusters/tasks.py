"""Doors for the worker."""

from celery import shared_task

from clusters.actions import read_import as reading
from klyngeokonomi.alone import alone


@shared_task(name="clusters.read_import")
def read_import(run_id: int) -> None:
    """Read one file of the secretariat's; does nothing when it is not waiting."""
    reading.read_import(run_id)


@shared_task(name="clusters.sweep_imports")
def sweep_imports() -> None:
    """Read what was left behind, unless another worker is at it."""
    with alone("imports-sweep") as mine:
        if mine:
            reading.sweep_imports()
