"""Tell a worker that there is something to do. A hint only: the tables promise, a sweep finds what is left.

So a kick never raises, and no request waits for a broker longer than WAIT_SECONDS (reliability E2, T030).
"""

import contextvars
import logging
import threading
import time
from queue import SimpleQueue

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
    global _quiet_until, _sender
    if not settings.CELERY_BROKER_URL or time.monotonic() < _quiet_until:
        return False
    kick, sender = _Kick(task, args), _sender
    if sender is None or not sender.is_alive():
        sender = _sender = _Sender()
    sender.line.put(kick)
    if not kick.ended.wait(WAIT_SECONDS):
        sender.line.put(None)
        _sender = None
    if not kick.is_sent:
        _quiet_until = time.monotonic() + QUIET_SECONDS
    return kick.is_sent


class _Kick:
    """One task on its way to the broker."""

    def __init__(self, task: str, args: tuple[str | int, ...]) -> None:
        self.task, self.args = task, args
        self.context = contextvars.copy_context()  # the request's number goes with the task
        self.is_sent, self.ended = False, threading.Event()

    def send(self) -> None:
        try:
            current_app.send_task(self.task, self.args, ignore_result=True, retry=False)
        except Exception as error:  # the broker's library raises many kinds, and none may reach the act
            log.warning("no kick of %s: %s", self.task, error)
        else:
            self.is_sent = True
        finally:
            self.ended.set()


class _Sender(threading.Thread):
    """A thread of its own: a stopped broker holds the socket for seconds whatever the settings say.

    One for all kicks of a process, as a thread of its own costs a kick as much as the sending. One that was held up
    is left behind, and ends with what it had in line; a process that was split off begins its own.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True, name="kicks")
        self.line: SimpleQueue[_Kick | None] = SimpleQueue()
        self.start()

    def run(self) -> None:
        while kick := self.line.get():
            kick.context.run(kick.send)


_sender: _Sender | None = None
