"""Tell a worker that there is something to do. A hint only: the tables promise, a sweep finds what is left.

So a kick never raises, and no request waits for a broker longer than WAIT_SECONDS (reliability E2, T030).
"""

import contextvars
import logging
import threading
import time

from celery import current_app
from django.conf import settings
from django.db import transaction

WAIT_SECONDS = 1.5
QUIET_SECONDS = 5.0
"""After a broker that failed or did not answer, nobody tries again before this long; the sweep carries on."""

log = logging.getLogger(__name__)
_quiet_until = 0.0


def on_commit(task: str, *args: str | int) -> None:
    """Send the named task to the broker when the transaction at hand commits; at once outside of one."""
    transaction.on_commit(lambda: now(task, *args), robust=True)


def now(task: str, *args: str | int) -> bool:
    """Send the named task; False when it was not sent within WAIT_SECONDS, for whatever reason."""
    global _quiet_until
    if not settings.CELERY_BROKER_URL or time.monotonic() < _quiet_until:
        return False
    sent = threading.Event()
    context = contextvars.copy_context()  # the request's number goes with the task
    thread = threading.Thread(
        target=context.run, args=(_send, task, args, sent), daemon=True, name=f"kick {task}"
    )
    thread.start()
    thread.join(WAIT_SECONDS)
    if not sent.is_set():
        _quiet_until = time.monotonic() + QUIET_SECONDS
    return sent.is_set()


def _send(task: str, args: tuple, sent: threading.Event) -> None:
    """In a thread of its own: a stopped broker holds the socket for seconds whatever the settings say."""
    try:
        current_app.send_task(task, args, ignore_result=True, retry=False)
    except Exception as error:  # the broker's library raises many kinds, and none may reach the act
        log.warning("no kick of %s: %s", task, error)
    else:
        sent.set()
