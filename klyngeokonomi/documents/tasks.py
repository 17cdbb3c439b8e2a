"""Doors for the worker: by the kick on commit, and by the clock."""

from celery import shared_task

from klyngeokonomi.documents import reading, storage


@shared_task(name="klyngeokonomi.documents.read")
def read(document_id: str) -> None:
    """Read one paper; does nothing when it is not waiting or no longer there."""
    reading.read(document_id)


@shared_task(name="klyngeokonomi.documents.sweep")
def sweep() -> None:
    """Read what was left behind."""
    reading.sweep()


@shared_task(name="klyngeokonomi.documents.sweep_orphans")
def sweep_orphans() -> None:
    """Remove the files of uploads whose transaction was rolled back."""
    storage.sweep_orphans()
