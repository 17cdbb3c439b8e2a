"""One at a time: a job of the clock is done by one process, however many schedulers and workers are alive.

The lock is PostgreSQL's and lasts as long as a transaction, on a connection of its own. So it is let go when the
process dies, is safe behind a pooler that lends connections by the transaction, and the job's own transactions
commit as they go (ADR 0017).
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.conf import settings
from django.db import Error, connection

logger = logging.getLogger(__name__)


@contextmanager
def alone(job: str, *, seconds: int | None = None) -> Iterator[bool]:
    """Whether the named job is this process's now; False while another has it in hand, at once and without waiting.

    `seconds` is the longest the job may take (a task's time limit): a holder that hangs beyond it, a stopped process
    or a half-open line, loses the lock, and the next goes on.
    """
    longest = seconds or settings.CELERY_TASK_TIME_LIMIT
    holder = connection.copy()
    try:
        holder.set_autocommit(False)
        with holder.cursor() as cursor:
            cursor.execute(f"SET LOCAL idle_in_transaction_session_timeout = '{longest:d}s'")
            cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"alone:{job}"])
            (mine,) = cursor.fetchone()
        if not mine:
            logger.info("%s is in other hands", job)
        yield mine
    finally:
        # Closing alone lets go only when the server gets round to it: the next one asked at once would be told no.
        with suppress(Error):
            holder.rollback()
        holder.close()
