"""The outbox with a real worker and broker, when either is killed, paused, or fed what it should not eat."""

import signal
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from klyngeokonomi import kick
from klyngeokonomi.outbox.models import Message, State
from klyngeokonomi.processes import Process
from tests.klyngeokonomi.outbox.mail_server import SILENT_AFTER_DATA, MailServer
from tests.services import Broker, Mailbox

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
Promise = Callable[..., Message]


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.1)


def is_sent(message: Message) -> bool:
    return Message.objects.get(pk=message.pk).state == State.SENT


def test_kick_on_commit_has_the_mail_sent(worker: Process, smtp: Mailbox, promise: Promise) -> None:
    message = promise()
    (mail,) = smtp.wait_for(1)
    assert mail["Message-ID"] == message.message_id
    wait_until(lambda: is_sent(message))


def test_what_waits_when_a_worker_starts_is_sent_without_beat(
    promise: Promise, request: pytest.FixtureRequest
) -> None:
    message = promise()
    request.getfixturevalue("worker")
    request.getfixturevalue("smtp").wait_for(1)
    wait_until(lambda: is_sent(message))


def test_paused_broker_holds_no_act_and_loses_no_mail(
    broker: Broker, worker: Process, beat: Process, smtp: Mailbox, promise: Promise
) -> None:
    broker.signal(signal.SIGSTOP)
    try:
        message = promise()
    finally:
        broker.signal(signal.SIGCONT)
    smtp.wait_for(1)
    wait_until(lambda: is_sent(message))
    assert [mail["Message-ID"] for mail in smtp.mails()] == [message.message_id]


def test_worker_killed_while_sending_leaves_a_mail_that_is_sent_again_with_its_id(
    service_environment: dict[str, str],
    broker: Broker,
    server: MailServer,
    promise: Promise,
    request: pytest.FixtureRequest,
) -> None:
    service_environment.update(EMAIL_HOST="127.0.0.1", EMAIL_PORT=str(server.port))
    server.data.append(SILENT_AFTER_DATA)
    message = promise()
    worker = request.getfixturevalue("lone_worker")
    wait_until(lambda: len(server.received) == 1)
    worker.kill()
    assert Message.objects.get().state == State.SENDING
    Message.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    worker.start()
    wait_until(lambda: Message.objects.get().state == State.PENDING)
    Message.objects.update(next_try_at=timezone.now())
    kick.now("klyngeokonomi.outbox.sweep")
    wait_until(lambda: is_sent(message))
    assert server.message_ids == [message.message_id] * 2
    assert Message.objects.get().perhaps_doubled is True
