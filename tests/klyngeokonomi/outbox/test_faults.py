"""Faults of delivery, each once with the guard that withstands it and once without, to see the harm come."""

import random
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from clusters.tasks import read_import
from klyngeokonomi.documents.tasks import read
from klyngeokonomi.outbox import deliver as delivering
from klyngeokonomi.outbox import send as sending
from klyngeokonomi.outbox.deliver import LEASE, MOST_FAULTS, deliver
from klyngeokonomi.outbox.models import Message, MessageQuerySet, State
from klyngeokonomi.outbox.retry import retry_message
from klyngeokonomi.outbox.sweep import sweep
from klyngeokonomi.outbox.tasks import deliver as deliver_task
from klyngeokonomi.outbox.tasks import sweep as sweep_task
from tests.klyngeokonomi.outbox.mail_server import DROP_AFTER_DATA, TAKE, MailServer
from tests.people import People, make_people

pytestmark = pytest.mark.django_db(transaction=True)
Promise = Callable[..., Message]
Patch = pytest.MonkeyPatch


def due_now() -> None:
    """As if every wait were over."""
    Message.objects.filter(state=State.PENDING).update(next_try_at=timezone.now())


def staff_page(people: People, address: str = "/plo/outbox/message/") -> str:
    client = Client()
    client.force_login(people.sara)
    return client.get(address).content.decode()


@pytest.fixture
def people(settings: Settings) -> People:
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    return make_people()


def claim_without_lock(together: int) -> Callable[[MessageQuerySet], Message | None]:
    """A claim that reads and writes with nothing between: whoever reads at the same time has the row too."""
    all_have_read = threading.Barrier(together)

    def claim(messages: MessageQuerySet) -> Message | None:
        message = messages.due(timezone.now()).first()
        with suppress(threading.BrokenBarrierError):
            all_have_read.wait(1)
        if message:
            Message.objects.filter(pk=message.pk).update(
                state=State.SENDING, attempts=F("attempts") + 1, lease_until=timezone.now() + LEASE
            )
        return message

    return claim


@pytest.mark.twin("T037")
def test_without_the_row_lock_five_deliveries_are_five_mails(
    promise: Promise, server: MailServer, in_threads: Callable, monkeypatch: Patch
) -> None:
    message = promise()
    monkeypatch.setattr(delivering, "_claim", claim_without_lock(5))
    in_threads(5, lambda: deliver(message.pk))
    assert server.message_ids == [message.message_id] * 5


@pytest.mark.twin("T058")
def test_without_the_row_lock_two_sweepers_send_the_same_mail(
    promise: Promise, server: MailServer, in_threads: Callable, monkeypatch: Patch
) -> None:
    promise()
    monkeypatch.setattr(delivering, "_claim", claim_without_lock(2))
    in_threads(2, sweep)
    assert len(server.received) == 2


def any_order(promise: Promise, server: MailServer, seed: int) -> tuple[Counter, dict[str, str]]:
    """Tasks for mails that are due, sent, given up, not yet due and gone, each twice and shuffled among sweeps."""
    server.received.clear()
    Message.objects.all().delete()
    rows = {name: promise(key=f"probe:{name}") for name in ("a", "b", "c", "sent", "dead", "later", "gone")}
    ids = [row.pk for row in rows.values()]
    change = Message.objects.filter
    change(pk=rows["sent"].pk).update(state=State.SENT, sent_at=timezone.now())
    change(pk=rows["dead"].pk).update(state=State.DEAD)
    change(pk=rows["later"].pk).update(next_try_at=timezone.now() + timedelta(hours=1))
    rows["gone"].delete()
    tasks = [partial(deliver_task, pk) for pk in ids * 2] + [sweep_task] * 2
    random.Random(seed).shuffle(tasks)
    for task in tasks:
        task()
    names = {row.message_id: name for name, row in rows.items()}
    states = dict(Message.objects.values_list("key", "state"))
    Message.objects.filter(state=State.DEAD).delete()
    return Counter(names[one] for one in server.message_ids), states


@pytest.mark.case("T038")
@pytest.mark.parametrize("seed", range(4))
def test_messages_in_any_order_come_to_the_same(promise: Promise, server: MailServer, seed: int) -> None:
    mails, states = any_order(promise, server, seed)
    assert mails == {"a": 1, "b": 1, "c": 1}
    assert [states[f"probe:{name}"] for name in ("a", "b", "c", "sent", "dead", "later")] == [
        *["sent"] * 4,
        "dead",
        "pending",
    ]


@pytest.mark.twin("T038")
def test_tasks_that_do_not_read_the_state_again_send_what_they_should_not(
    promise: Promise, server: MailServer, monkeypatch: Patch
) -> None:
    monkeypatch.setattr(MessageQuerySet, "due", lambda rows, now: rows.exclude(state="sent").order_by("id"))
    monkeypatch.setattr("klyngeokonomi.outbox.sweep.BUDGET", 0)
    mails, _ = any_order(promise, server, seed=0)
    assert mails == {"a": 1, "b": 1, "c": 1, "dead": 1, "later": 1}


def poisoned(promise: Promise, rounds: int) -> Message:
    """A message that always fails, tried as often as it is due, with three others promised after it."""
    poison = promise(key="probe:poison")
    Message.objects.filter(pk=poison.pk).update(message_id="<bad\nid@example.dk>")
    for number in range(3):
        promise(key=f"probe:{number}")
    for _ in range(rounds):
        before = timezone.now()
        sweep()
        poison.refresh_from_db()
        assert poison.state == State.DEAD or poison.next_try_at > before
        due_now()
    return poison


@pytest.mark.case("T039")
def test_a_message_that_always_fails_is_given_up_in_sight_of_staff(
    promise: Promise, server: MailServer, people: People
) -> None:
    poison = poisoned(promise, rounds=MOST_FAULTS + 3)
    assert (poison.state, poison.attempts) == (State.DEAD, MOST_FAULTS)
    assert Counter(server.message_ids).most_common(1)[0][1] == 1
    assert len(server.received) == 3
    assert "Nogle mails er opgivet" in staff_page(people, "/plo/")
    Message.objects.filter(pk=poison.pk).update(message_id="<mended@example.dk>")
    retry_message(poison, by=people.sara)
    assert deliver(poison.pk) is sending.Outcome.SENT


@pytest.mark.twin("T039")
def test_without_a_bound_it_is_tried_for_ever_and_nobody_is_told(
    promise: Promise, server: MailServer, people: People, monkeypatch: Patch
) -> None:
    monkeypatch.setattr(delivering, "_is_hopeless", lambda *_: False)
    poison = poisoned(promise, rounds=MOST_FAULTS + 3)
    assert (poison.state, poison.attempts) == (State.PENDING, MOST_FAULTS + 3)
    assert "opgivet" not in staff_page(people, "/plo/").lower()


@pytest.mark.case("T040")
def test_a_task_for_a_row_that_is_gone_ends_with_a_note(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    for task, argument in ((deliver_task, 10**9), (read, str(uuid4())), (read_import, 10**9)):
        assert task(argument) is None
    assert len([line for line in caplog.messages if line.endswith("or not there")]) == 3


@pytest.mark.twin("T040")
def test_a_task_that_takes_its_row_for_granted_fails(monkeypatch: Patch) -> None:
    monkeypatch.setattr(
        "klyngeokonomi.outbox.tasks.deliver_message", lambda pk: sending.send(Message.objects.get(pk=pk))
    )
    with pytest.raises(Message.DoesNotExist):
        deliver_task(10**9)


def is_stuck(message: Message, seconds: float) -> bool:
    """Whether a sender has the message still in hand after so long."""

    def act() -> None:
        deliver(message.pk)
        connection.close()

    sender = threading.Thread(target=act, daemon=True)
    sender.start()
    sender.join(seconds)
    return sender.is_alive()


@pytest.mark.case("T048")
def test_a_mail_server_that_never_answers_is_left(
    promise: Promise, server: MailServer, silent_port: int, settings: Settings
) -> None:
    message, other = promise(), promise(key="probe:2")
    well, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = settings.EMAIL_PORT, silent_port, 0.3
    assert not is_stuck(message, 10)
    settings.EMAIL_PORT = well
    due_now()
    assert sweep().sent == 2
    assert sorted(server.message_ids) == sorted([message.message_id, other.message_id])


@pytest.mark.twin("T048")
def test_without_a_time_limit_the_worker_is_stuck(
    promise: Promise, server: MailServer, silent_port: int, settings: Settings
) -> None:
    settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = silent_port, None
    assert is_stuck(promise(), 1.5)


@pytest.mark.twin("T049")
def test_without_an_id_of_its_own_a_second_copy_cannot_be_known(
    promise: Promise, server: MailServer, monkeypatch: Patch
) -> None:
    made = sending._mail

    def nameless(message: Message) -> object:
        mail = made(message)
        del mail.extra_headers["Message-ID"]
        return mail

    monkeypatch.setattr(sending, "_mail", nameless)
    server.data.extend([DROP_AFTER_DATA, TAKE])
    message = promise()
    for _ in range(2):
        due_now()
        deliver(message.pk)
    assert len(set(server.message_ids)) == 2


def one_of_three_refused(promise: Promise, server: MailServer) -> list[Message]:
    server.rcpt.extend([TAKE, "550 Ukendt modtager", TAKE])
    rows = [promise(key=f"probe:{number}", to=f"nr{number}@example.dk") for number in range(3)]
    sweep()
    for row in rows:
        row.refresh_from_db()
    return rows


@pytest.mark.case("T050")
def test_one_refused_recipient_is_shown_and_the_others_have_their_mail(
    promise: Promise, server: MailServer, people: People
) -> None:
    rows = one_of_three_refused(promise, server)
    assert [row.state for row in rows] == [State.SENT, State.DEAD, State.SENT]
    assert [mail["To"] for mail in server.received] == ["nr0@example.dk", "nr2@example.dk"]
    page = staff_page(people)
    assert "550 Ukendt modtager" in page
    assert "Nogle mails er opgivet" in page
    retry_message(rows[1], by=people.sara)
    assert sweep().sent == 1
    assert [mail["To"] for mail in server.received][2:] == ["nr1@example.dk"]


@pytest.mark.twin("T050")
def test_a_refusal_that_is_not_read_is_a_mail_nobody_got_and_nobody_misses(
    promise: Promise, server: MailServer, people: People, monkeypatch: Patch
) -> None:
    monkeypatch.setattr(sending, "_refusal", lambda *_: sending.SENT)
    rows = one_of_three_refused(promise, server)
    assert [row.state for row in rows] == [State.SENT] * 3
    assert len(server.received) == 2
    assert "550" not in staff_page(people)
