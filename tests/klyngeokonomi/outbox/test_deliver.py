"""One message, one sender: claims, marks, back-off, and what happens when nobody knows."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from klyngeokonomi.outbox.deliver import (
    FIRST_WAIT,
    LEASE,
    LONGEST_WAIT,
    MOST_FAULTS,
    MOST_TRIES,
    MOST_UNKNOWN,
    deliver,
    give_up_leases,
    wait_after,
)
from klyngeokonomi.outbox.enqueue import enqueue
from klyngeokonomi.outbox.models import Message, State
from klyngeokonomi.outbox.send import Outcome
from tests.klyngeokonomi.outbox.mail_server import DROP_AFTER_DATA, SILENT_AFTER_DATA, TAKE, MailServer

pytestmark = pytest.mark.django_db(transaction=True)
Promise = Callable[..., Message]


def due_now(message: Message) -> None:
    """As if the wait were over."""
    Message.objects.filter(pk=message.pk).update(next_try_at=timezone.now())


def test_mail_arrives_as_written(promise: Promise, server: MailServer, settings: Settings) -> None:
    message = promise(note="Blåbærgrød")
    assert deliver(message.pk) is Outcome.SENT
    (mail,) = server.received
    assert mail["To"] == "anne.proeve@example.dk"
    assert mail["From"] == settings.DEFAULT_FROM_EMAIL
    assert mail["Subject"] == "Hej Anne Prøve"
    assert mail["Message-ID"] == message.message_id
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "Blåbærgrød" in mail.get_body(("plain",)).get_content()
    assert "<p>Blåbærgrød</p>" in mail.get_body(("html",)).get_content()
    message.refresh_from_db()
    assert (message.state, message.attempts, message.last_error) == (State.SENT, 1, "")
    assert message.sent_at is not None


@pytest.mark.parametrize(("holds_secret", "kept"), [(True, False), (False, True)])
def test_text_with_a_one_time_link_is_wiped_once_sent(
    server: MailServer, holds_secret: bool, kept: bool
) -> None:
    facts = {"name": "Anne Prøve", "note": "https://example.dk/engangslink"}
    enqueue(
        key="probe:1",
        to="anne@example.dk",
        template="probe/hello",
        context=facts,
        holds_secret=holds_secret,
    )
    server.rcpt.append("451 Busy")
    message = Message.objects.get()
    deliver(message.pk)
    due_now(message)
    deliver(message.pk)
    assert "engangslink" in server.received[0].get_body(("plain",)).get_content()
    message.refresh_from_db()
    assert ("engangslink" in message.body_text, "engangslink" in message.body_html) == (kept, kept)


@pytest.mark.case("T037")
def test_five_deliveries_at_once_are_one_smtp_transaction(
    promise: Promise, server: MailServer, in_threads: Callable
) -> None:
    message = promise()
    outcomes = in_threads(5, lambda: deliver(message.pk))
    assert outcomes.count(Outcome.SENT) == 1
    assert outcomes.count(None) == 4
    assert len(server.received) == 1


def test_message_that_is_sent_or_gone_is_left_alone(promise: Promise, server: MailServer) -> None:
    message = promise()
    deliver(message.pk)
    assert deliver(message.pk) is None
    assert deliver(message.pk + 1000) is None
    assert len(server.received) == 1


@pytest.mark.case("T049")
def test_line_dropped_after_data_is_retried_with_the_same_id_and_flagged(
    promise: Promise, server: MailServer
) -> None:
    server.data.extend([DROP_AFTER_DATA, TAKE])
    message = promise()
    assert deliver(message.pk) is Outcome.UNKNOWN
    message.refresh_from_db()
    assert (message.state, message.perhaps_doubled) == (State.PENDING, True)
    assert "måske er den sendt" in message.last_error
    due_now(message)
    assert deliver(message.pk) is Outcome.SENT
    assert server.message_ids == [message.message_id, message.message_id]
    message.refresh_from_db()
    assert (message.state, message.perhaps_doubled) == (State.SENT, True)


def test_server_that_always_drops_does_not_fill_a_mailbox(promise: Promise, server: MailServer) -> None:
    server.data.extend([DROP_AFTER_DATA] * 10)
    message = promise()
    for _ in range(10):
        due_now(message)
        deliver(message.pk)
    message.refresh_from_db()
    assert (message.state, message.unknown_outcomes) == (State.DEAD, MOST_UNKNOWN)
    assert len(server.received) == MOST_UNKNOWN


@pytest.mark.case("T048")
def test_silence_after_data_ends_by_the_time_out(
    promise: Promise, server: MailServer, settings: Settings
) -> None:
    settings.EMAIL_TIMEOUT = 0.3
    server.data.append(SILENT_AFTER_DATA)
    message = promise()
    assert deliver(message.pk) is Outcome.UNKNOWN
    message.refresh_from_db()
    assert message.perhaps_doubled is True


def test_server_that_never_greets_ends_by_the_time_out(
    promise: Promise, silent_port: int, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", silent_port, 0.3
    message = promise()
    assert deliver(message.pk) is Outcome.NO_SERVER
    message.refresh_from_db()
    assert (message.state, message.perhaps_doubled, message.attempts) == (State.PENDING, False, 1)


@pytest.mark.parametrize("where", ["rcpt", "data"])
def test_deferral_waits_and_is_tried_again(promise: Promise, server: MailServer, where: str) -> None:
    getattr(server, where).append("451 Come again later")
    message = promise()
    before = timezone.now()
    assert deliver(message.pk) is Outcome.LATER
    message.refresh_from_db()
    assert message.state == State.PENDING
    assert message.next_try_at > before
    assert "451 Come again later" in message.last_error
    assert message.perhaps_doubled is False
    assert deliver(message.pk) is None, "not before its time"
    due_now(message)
    assert deliver(message.pk) is Outcome.SENT


@pytest.mark.parametrize("where", ["rcpt", "data"])
def test_refusal_for_good_is_dead_at_once(promise: Promise, server: MailServer, where: str) -> None:
    getattr(server, where).append("550 No such user")
    message = promise()
    assert deliver(message.pk) is Outcome.NEVER
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.DEAD, 1)
    assert "550 No such user" in message.last_error


@pytest.mark.parametrize(
    ("tries_before", "state"), [(MOST_TRIES - 2, State.PENDING), (MOST_TRIES - 1, State.DEAD)]
)
def test_a_server_that_only_defers_is_given_up_at_the_last_try(
    promise: Promise, server: MailServer, tries_before: int, state: str
) -> None:
    server.rcpt.append("451 Busy")
    message = promise()
    Message.objects.filter(pk=message.pk).update(attempts=tries_before)
    deliver(message.pk)
    message.refresh_from_db()
    assert message.state == state


def test_message_that_is_no_mail_is_given_up_soon(promise: Promise, server: MailServer) -> None:
    message = promise()
    Message.objects.filter(pk=message.pk).update(message_id="<bad\nid@example.dk>")
    for _ in range(MOST_FAULTS):
        due_now(message)
        assert deliver(message.pk) is Outcome.FAULT
    message.refresh_from_db()
    assert message.state == State.DEAD
    assert server.received == []


def test_waits_double_from_five_seconds_to_an_hour() -> None:
    for attempts, plain in [(1, FIRST_WAIT), (2, FIRST_WAIT * 2), (5, FIRST_WAIT * 16), (100, LONGEST_WAIT)]:
        for _ in range(50):
            assert plain * 0.75 <= wait_after(attempts) <= plain * 1.25


def test_dead_sender_leaves_a_message_that_is_taken_back_as_perhaps_sent(
    promise: Promise, server: MailServer
) -> None:
    message = promise()
    Message.objects.filter(pk=message.pk).update(
        state=State.SENDING, attempts=1, lease_until=timezone.now() - timedelta(seconds=1)
    )
    assert give_up_leases() == 1
    message.refresh_from_db()
    assert (message.state, message.perhaps_doubled, message.lease_until) == (State.PENDING, True, None)
    due_now(message)
    assert deliver(message.pk) is Outcome.SENT


def test_lease_that_holds_is_respected(promise: Promise, server: MailServer) -> None:
    message = promise()
    Message.objects.filter(pk=message.pk).update(
        state=State.SENDING, attempts=1, lease_until=timezone.now() + LEASE
    )
    assert give_up_leases() == 0
    assert deliver(message.pk) is None
    assert server.received == []


def lease_runs_out(then: Callable[[], object] = lambda: None) -> Callable[[], None]:
    """What another process does when the first sender is too slow, on a connection of its own."""

    def act() -> None:
        Message.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
        give_up_leases()
        then()
        connection.close()

    return act


def test_late_success_still_counts_when_nobody_else_has_begun(promise: Promise, server: MailServer) -> None:
    message = promise()
    server.meanwhile = lease_runs_out()
    assert deliver(message.pk) is Outcome.SENT
    message.refresh_from_db()
    assert (message.state, message.perhaps_doubled) == (State.SENT, True)
    assert len(server.received) == 1


@pytest.mark.parametrize("answer", [TAKE, "451 Busy", "550 No such user"])
def test_late_sender_does_not_write_over_the_next_one(
    promise: Promise, server: MailServer, answer: str
) -> None:
    message = promise()

    def next_claim() -> None:
        Message.objects.update(
            state=State.SENDING, attempts=2, lease_until=timezone.now() + LEASE, last_error="den næste"
        )

    server.meanwhile = lease_runs_out(then=next_claim)
    server.data.append(answer)
    deliver(message.pk)
    message.refresh_from_db()
    assert (message.state, message.attempts, message.last_error) == (State.SENDING, 2, "den næste")
