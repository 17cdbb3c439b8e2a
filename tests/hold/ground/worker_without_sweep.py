"""Sabotage: the brisk worker, whose sweep of the outbox finds nothing. What the kick misses is then lost."""

from tests.hold.ground.brisk_worker import app  # sets Django up, so it stands first

from klyngeokonomi.outbox import tasks  # isort: skip
from klyngeokonomi.outbox.sweep import Swept  # isort: skip

tasks.sweep_messages = Swept

__all__ = ["app"]
