"""Celery's clock with a sign of life at every tick; worker processes show theirs with each heartbeat (celery.py)."""

from typing import Any

from celery.beat import PersistentScheduler

from klyngeokonomi.production import alive


class Scheduler(PersistentScheduler):
    """As Celery's own."""

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """One look at what is due."""
        alive.show()
        return super().tick(*args, **kwargs)
