"""The outbox with a real worker and broker, when either is killed, paused, or fed what it should not eat."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from klyngeokonomi.outbox.models import Message, State
from tests.services import Standing

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
Promise = Callable[..., Message]


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.1)


def is_sent(message: Message) -> bool:
    return Message.objects.get(pk=message.pk).state == State.SENT


def test_what_waits_when_a_worker_starts_is_sent_without_beat(
    standing: Standing, promise: Promise, settings: Any
) -> None:
    standing.worker.stop(0)
    settings.CELERY_BROKER_URL = ""  # nor is it kicked
    message = promise()
    standing.worker.start()
    standing.mailbox.wait_for(1)
    wait_until(lambda: is_sent(message))
