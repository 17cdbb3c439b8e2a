"""Acts set in the past: the product's clock shows another moment while they are done. Demo data alone uses it."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone


@contextmanager
def at(moment: datetime.datetime) -> Iterator[None]:
    """`timezone.now` gives `moment` (aware) within the block; everything in the product asks that clock."""
    real = timezone.now
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = real


def days_ago(days: int, hour: int = 12, minute: int = 0) -> datetime.datetime:
    """A moment of the day so many days before today, Danish time; negative days lie ahead."""
    day = timezone.localdate() - datetime.timedelta(days=days)
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour, minute)))
