"""Workers killed, asked to stop and misled in the middle of their work: each mail is sent once, within moments."""

import base64
import json
import os
import pickle
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db.models import F
from django.utils import timezone

from klyngeokonomi import kick, processes
from klyngeokonomi.outbox.deliver import MOST_UNKNOWN
from klyngeokonomi.outbox.models import Message, State, Stray
from klyngeokonomi.outbox.retry import retry_message
from klyngeokonomi.processes import Process
from tests.hold.delivery import Delivery, promise, wait_until
from tests.people import make_people
from tests.services import ended

pytestmark = [pytest.mark.services, pytest.mark.xdist_group("worker-faults")]


def row_of(mail: Message) -> Message:
    return Message.objects.get(pk=mail.pk)


def in_hand(mail: Message) -> bool:
    return row_of(mail).state == State.SENDING


def lease_is_over(mail: Message) -> bool:
    return row_of(mail).lease_until < timezone.now()


def sent_once(delivery: Delivery, mail: Message) -> Message:
    wait_until(lambda: delivery.is_sent(mail), mail.key)
    assert delivery.count(mail) == 1
    return row_of(mail)


def stays_in_hand(delivery: Delivery, mail: Message) -> None:
    """Its lease is over and a later mail comes through, but nobody takes it up."""
    wait_until(lambda: lease_is_over(mail), "the end of the lease")
    delivery.see_one_through("later")
    assert in_hand(mail)
    assert delivery.count(mail) == 0


@pytest.mark.case("T033")
def test_a_child_killed_while_it_sends_has_its_mail_sent_by_another(delivery: Delivery) -> None:
    delivery.lay("outbox.claimed", "kill")
    mail = promise("killed")
    other = promise("beside it")
    wait_until(lambda: in_hand(mail) or in_hand(other), "the kill")
    for one in (mail, other):
        sent_once(delivery, one)


@pytest.mark.twin("T033")
def test_without_the_sweep_the_mail_of_a_killed_child_stays(delivery: Delivery) -> None:
    delivery.without_sweep()
    delivery.lay("outbox.claimed", "kill")
    mail = promise("killed")
    wait_until(lambda: in_hand(mail), "the claim")
    stays_in_hand(delivery, mail)


@pytest.mark.case("T034")
def test_a_killed_worker_has_its_mail_sent_within_moments(delivery: Delivery) -> None:
    delivery.lay("outbox.claimed", "sleep 60")
    mail = promise("killed")
    wait_until(lambda: in_hand(mail), "the claim")
    delivery.worker.kill()
    begun = timezone.now()
    delivery.worker.start()
    row = sent_once(delivery, mail)
    assert (row.sent_at - begun).total_seconds() < 60


@pytest.mark.case("T039")
def test_a_mail_that_kills_whoever_takes_it_is_given_up_and_the_others_flow(delivery: Delivery) -> None:
    people = make_people()
    Message.objects.all().delete()
    delivery.lay("outbox.claimed", "kill")
    poison = promise("poison")
    for fall in range(1, MOST_UNKNOWN + 1):
        wait_until(lambda: in_hand(poison), "the claim")
        delivery.see_one_through(f"beside it {fall}")
        if fall < MOST_UNKNOWN:
            delivery.lay("outbox.claimed", "kill")
        Message.objects.filter(pk=poison.pk).update(lease_until=timezone.now())
        wait_until(lambda fall=fall: row_of(poison).unknown_outcomes == fall, "the count")
        Message.objects.filter(pk=poison.pk).update(next_try_at=F("created_at"))
    assert row_of(poison).state == State.DEAD
    assert delivery.count(poison) == 0
    retry_message(poison, by=people.sara)
    sent_once(delivery, poison)


def send_strange_messages(delivery: Delivery) -> Path:
    """A task of another version, one with arguments of another version, and a pickled one that runs a command."""
    touched = delivery.folder / "touched"
    kick.now("klyngeokonomi.outbox.from_the_future", 1)
    kick.now("klyngeokonomi.outbox.deliver", 1, "of another version")

    class Touch:
        def __reduce__(self) -> tuple:
            return os.system, (f"touch {touched}",)

    body = pickle.dumps(([Touch()], {}, {}))
    message = {
        "body": base64.b64encode(body).decode(),
        "content-type": "application/x-python-serialize",
        "content-encoding": "binary",
        "headers": {"task": "klyngeokonomi.outbox.sweep", "id": "1", "lang": "py"},
        "properties": {
            "delivery_tag": "1",
            "delivery_info": {"exchange": "", "routing_key": "celery"},
            "body_encoding": "base64",
        },
    }
    with delivery.client() as client:
        client.lpush("celery", json.dumps(message))
    return touched


@pytest.mark.case("T041", "T042")
def test_a_task_nobody_knows_is_kept_and_a_pickled_one_never_opened(delivery: Delivery) -> None:
    touched = send_strange_messages(delivery)
    wait_until(lambda: Stray.objects.count() == 3, "the strays")
    kept = set(Stray.objects.values_list("task", "reason", "content"))
    assert kept == {
        ("klyngeokonomi.outbox.from_the_future", "unknown", "[[1], {}]"),
        ("klyngeokonomi.outbox.deliver", "format", '[[1, "of another version"], {}]'),
        ("klyngeokonomi.outbox.sweep", "format", ""),
    }
    assert not touched.exists()
    delivery.see_one_through("after it")


@pytest.mark.case("T036")
def test_a_worker_whose_clocks_cross_does_not_start(delivery: Delivery) -> None:
    crossed = {**delivery.environment, "TASK_SECONDS": "5", "BROKER_VISIBILITY_SECONDS": "5"}
    folder = delivery.folder / "crossed"
    process = processes.worker(crossed, folder)
    with ended(process):
        process.launch()
        assert process.child.wait(60) == 1
    assert "below the broker's visibility_timeout" in process.output()


@pytest.mark.case("T035")
def test_a_worker_asked_to_stop_finishes_what_it_has(delivery: Delivery) -> None:
    """The last that needs the product's worker: none is started after it."""
    delivery.lay("outbox.claimed", "sleep 0.8")
    mail = promise("upgrade")
    wait_until(lambda: in_hand(mail), "the claim")
    delivery.worker.ask_to_stop()
    assert delivery.worker.child.wait(30) == 0
    assert sent_once(delivery, mail).attempts == 1


@pytest.fixture(scope="module")
def unguarded(standing_delivery: Delivery) -> Iterator[Process]:
    """The worker of tests/sabotaged.py in place of the product's; asked to stop, it drops what it has in hand."""
    environment = {**standing_delivery.environment, "REMAP_SIGTERM": "SIGQUIT", "C_FORCE_ROOT": "1"}
    process = processes.worker(environment, standing_delivery.folder / "unguarded")
    process.command[process.command.index("klyngeokonomi.celery")] = "tests.sabotaged"
    with ended(process):
        yield process


def take_over(delivery: Delivery, unguarded: Process) -> None:
    """The clock stands still, and the guarded worker is gone, for the rest of this file."""
    delivery.beat.signal(signal.SIGSTOP)
    delivery.worker.kill()
    delivery.has_own_worker = False
    if not unguarded.is_running():
        unguarded.start()


@pytest.mark.twin("T034")
def test_without_the_sweep_the_mail_of_a_killed_worker_stays(delivery: Delivery, unguarded: Process) -> None:
    delivery.without_sweep()
    delivery.lay("outbox.claimed", "sleep 60")
    mail = promise("killed")
    wait_until(lambda: in_hand(mail), "the claim")
    take_over(delivery, unguarded)
    stays_in_hand(delivery, mail)


@pytest.mark.twin("T041", "T042")
def test_without_its_guards_a_worker_drops_the_one_and_runs_the_other(
    delivery: Delivery, unguarded: Process
) -> None:
    take_over(delivery, unguarded)
    touched = send_strange_messages(delivery)
    wait_until(touched.exists, "the command")
    delivery.see_one_through("after it")
    assert delivery.waiting() == 0
    assert not Stray.objects.filter(task__endswith="from_the_future").exists()


@pytest.mark.twin("T036")
def test_a_task_that_outlives_the_brokers_patience_is_done_twice(
    delivery: Delivery, unguarded: Process
) -> None:
    take_over(delivery, unguarded)
    done = delivery.folder / "done"
    done.touch()
    kick.now("probe.slow", str(done), 3)
    wait_until(lambda: done.read_text().count("done") >= 2, "the second effect")


@pytest.mark.twin("T035")
def test_a_worker_that_is_cut_off_leaves_its_mail_in_hand(delivery: Delivery, unguarded: Process) -> None:
    take_over(delivery, unguarded)
    delivery.lay("outbox.claimed", "sleep 0.8")
    mail = promise("upgrade")
    wait_until(lambda: in_hand(mail), "the claim")
    unguarded.ask_to_stop()
    unguarded.child.wait(30)
    assert in_hand(mail)
    assert delivery.count(mail) == 0
