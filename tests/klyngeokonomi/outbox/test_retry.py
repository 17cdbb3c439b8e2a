"""A message given up gets another try, and the log says who asked for it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from klyngeokonomi.audit.models import Record
from klyngeokonomi.outbox.deliver import LEASE, deliver
from klyngeokonomi.outbox.models import Message, State
from klyngeokonomi.outbox.retry import retry_message
from klyngeokonomi.outbox.send import Outcome
from klyngeokonomi.refused import Refused
from tests.klyngeokonomi.outbox.mail_server import MailServer
from tests.people import make_people

pytestmark = pytest.mark.django_db(transaction=True)
Promise = Callable[..., Message]


def test_message_given_up_is_sent_after_a_retry(promise: Promise, server: MailServer) -> None:
    people = make_people()
    server.rcpt.append("550 No such user")
    message = promise()
    deliver(message.pk)
    retry_message(message, by=people.sara)
    assert deliver(message.pk) is Outcome.SENT
    row = Record.objects.get(act="message_retried")
    assert (row.act, row.by, row.subject_id) == ("message_retried", people.sara, str(message.pk))
    assert row.text == "Beskeden »Hej Anne Prøve« prøves igen."


def test_each_retry_after_refusal_is_one_try(promise: Promise, server: MailServer) -> None:
    people = make_people()
    server.rcpt.extend(["550 No such user"] * 2)
    message = promise()
    deliver(message.pk)
    retry_message(message, by=people.sara)
    deliver(message.pk)
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.DEAD, 2)


def test_waiting_message_is_tried_at_once(promise: Promise, server: MailServer) -> None:
    people = make_people()
    message = promise()
    Message.objects.filter(pk=message.pk).update(next_try_at=timezone.now() + timedelta(hours=1))
    assert deliver(message.pk) is None
    retry_message(message, by=people.sara)
    assert deliver(message.pk) is Outcome.SENT


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"state": State.SENT, "sent_at": timezone.now()}, "allerede sendt"),
        ({"state": State.SENDING, "lease_until": timezone.now() + LEASE}, "ved at blive sendt"),
    ],
)
def test_message_sent_or_on_its_way_is_refused(promise: Promise, change: dict, sentence: str) -> None:
    people = make_people()
    message = promise()
    Message.objects.filter(pk=message.pk).update(**change)
    with pytest.raises(Refused, match=sentence):
        retry_message(message, by=people.sara)
    assert not Record.objects.filter(act="message_retried").exists()
