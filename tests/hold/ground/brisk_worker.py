"""celery -A tests.hold.ground.brisk_worker: the product's Celery app, with leases and waits of seconds."""

import os
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.hold.ground.brisk")
django.setup()

from klyngeokonomi.celery import app  # noqa: E402 - Django must be set up first
from klyngeokonomi.documents import reading  # noqa: E402
from klyngeokonomi.outbox import deliver  # noqa: E402

deliver.LEASE = timedelta(seconds=8)
deliver.FIRST_WAIT = timedelta(seconds=0.5)
deliver.LONGEST_WAIT = timedelta(seconds=4)
reading.LEASE_MARGIN = 2
reading.MOST_ATTEMPTS = 50

__all__ = ["app"]
