"""When a job of the clock was last done: the age tells whether beat, broker and workers are all at work."""

import time

from django.core.cache import cache

KEY = "klyngeokonomi.clock"
KEPT_SECONDS = 7 * 24 * 3600


def heard() -> None:
    """A job of the clock is being done."""
    cache.set(KEY, time.time(), KEPT_SECONDS)


def age() -> float | None:
    """Seconds since then; None when it was never, or so long ago that it is forgotten."""
    then = cache.get(KEY)
    return None if then is None else max(time.time() - then, 0.0)
