"""The clock's own job: to show that beat, broker and worker still reach from one end to the other."""

from celery import shared_task

from klyngeokonomi import clock


@shared_task(name="klyngeokonomi.tick")
def tick() -> None:
    """Remember that the clock was heard now."""
    clock.heard()
