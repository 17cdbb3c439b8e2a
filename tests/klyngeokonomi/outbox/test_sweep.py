"""The sweep finds what the kick missed, and no message stands in the way of the others."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from klyngeokonomi.outbox.models import Message, State
from klyngeokonomi.outbox.sweep import Swept, sweep
from tests.klyngeokonomi.outbox.mail_server import MailServer

pytestmark = pytest.mark.django_db(transaction=True)
Promise = Callable[..., Message]


def test_nothing_to_do(server: MailServer) -> None:
    assert sweep() == Swept()


@pytest.mark.case("T058")
def test_two_sweeps_at_once_send_each_message_once(
    promise: Promise, server: MailServer, in_threads: Callable
) -> None:
    promised = {promise(key=f"probe:{number}").message_id for number in range(12)}
    first, second = in_threads(2, sweep)
    assert first.sent + second.sent == 12
    assert sorted(server.message_ids) == sorted(promised)
    assert set(Message.objects.values_list("state", flat=True)) == {State.SENT}


def test_poison_does_not_stop_the_others(promise: Promise, server: MailServer) -> None:
    poison = promise(key="probe:poison")
    Message.objects.filter(pk=poison.pk).update(message_id="<bad\nid@example.dk>")
    for number in range(3):
        promise(key=f"probe:{number}")
    assert sweep() == Swept(sent=3, failed=1)
    assert len(server.received) == 3


def test_one_refused_recipient_does_not_stop_the_others(promise: Promise, server: MailServer) -> None:
    server.rcpt.append("550 No such user")
    for number in range(3):
        promise(key=f"probe:{number}")
    assert sweep() == Swept(sent=2, failed=1)
    assert list(Message.objects.order_by("id").values_list("state", flat=True)) == ["dead", "sent", "sent"]


def test_no_server_ends_the_sweep_and_costs_one_message_a_try(
    promise: Promise, closed_port: int, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", closed_port
    for number in range(3):
        promise(key=f"probe:{number}")
    assert sweep() == Swept(failed=1)
    assert list(Message.objects.order_by("id").values_list("attempts", flat=True)) == [1, 0, 0]


def test_message_of_a_dead_worker_is_sent(promise: Promise, server: MailServer) -> None:
    message = promise()
    Message.objects.filter(pk=message.pk).update(
        state=State.SENDING, attempts=1, lease_until=timezone.now() - timedelta(seconds=1)
    )
    assert sweep().taken_back == 1
    Message.objects.filter(pk=message.pk).update(next_try_at=timezone.now())
    assert sweep() == Swept(sent=1)
    assert server.message_ids == [message.message_id]
