"""Broker, mail server, worker and beat as real processes for the drills of delivery, with short clocks.

Started once for a module. A test may stop, kill and pause them; the next test finds them well again.
"""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import redis
from django.db import connection
from django.utils import timezone

from klyngeokonomi import kick, processes
from klyngeokonomi.development import fault_plans
from klyngeokonomi.embedded import valkey
from klyngeokonomi.outbox.enqueue import enqueue
from klyngeokonomi.outbox.models import Message, State
from klyngeokonomi.processes import Process
from tests.klyngeokonomi.outbox.mail_server import MailServer, mail_server
from tests.services import Broker, ended, environment_for

SHORT_CLOCKS = {
    "SWEEP_SECONDS": "1",
    "OUTBOX_TASK_SECONDS": "2",
    "OUTBOX_FIRST_WAIT_SECONDS": "1",
    "EMAIL_TIMEOUT": "3",
}
PATIENCE = 90


def wait_until(true: Callable[[], bool], what: str = "it") -> None:
    """Fails the test when it never comes true."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, f"{what} never came"
        time.sleep(0.05)


@dataclass
class Delivery:
    """What the drills stand on."""

    folder: Path
    environment: dict[str, str]
    broker: Broker
    server: MailServer
    worker: Process
    beat: Process
    has_own_worker: bool = True

    def make_well(self) -> None:
        """Everything up, nothing in line, no mail taken."""
        if self.broker_pid() is None:
            self.broker.start()
        self.go_on()
        with self.client() as client:
            client.config_set("maxmemory", 0)
            client.config_set("maxmemory-policy", "noeviction")
        for process in [self.beat] + [self.worker] * self.has_own_worker:
            if not process.is_running():
                process.start()
        self.server.received.clear()

    def go_on(self) -> None:
        """Nothing that lives stands still, with rows in hand perhaps."""
        if self.broker_pid() is not None:
            self.broker.signal(signal.SIGCONT)
        for process in (self.beat, self.worker):
            process.signal(signal.SIGCONT)

    def broker_pid(self) -> int | None:
        return valkey.running_pid(self.broker.folder / "valkey")

    def client(self) -> redis.Redis:
        return redis.Redis.from_url(self.broker.url, socket_timeout=5)

    def waiting(self) -> int:
        """Messages in line at the broker."""
        with self.client() as client:
            return client.llen("celery")

    def in_hand(self) -> int:
        """Messages this worker took and is not through with; the broker keeps those of a killed one for long."""
        with self.client() as client:
            return client.zcount("unacked_index", self.worker.born, "+inf")

    def lay(self, point: str, fault: str) -> None:
        """For the next process that passes the point."""
        fault_plans.lay(self.folder / "faults", point, fault)

    def without_sweep(self) -> None:
        """The clock stands still, and what it sent before is done: only kicks are left."""
        self.beat.signal(signal.SIGSTOP)
        wait_until(lambda: self.waiting() == 0, "an empty line")
        self.see_one_through("quiet")
        wait_until(lambda: self.in_hand() == 0, "an empty hand")

    def stop_worker(self) -> None:
        """It takes nothing more: the one task it had asked the broker for already is one that does nothing."""
        self.worker.signal(signal.SIGSTOP)
        kick.now("klyngeokonomi.outbox.deliver", 0)

    def see_one_through(self, name: str) -> None:
        """A mail by its kick alone: the worker is well, and what it was told before is behind it."""
        mail = promise(name)
        wait_until(lambda: kick.now("klyngeokonomi.outbox.deliver", mail.pk), f"the kick of {name}")
        wait_until(lambda: self.is_sent(mail), name)

    def is_sent(self, mail: Message) -> bool:
        sent = Message.objects.get(pk=mail.pk).state == State.SENT
        if not sent:
            self.look_after_worker()
        return sent

    def look_after_worker(self) -> None:
        """As what runs it in production does: kombu 5.7 lets a worker with a task in hand fall with its broker."""
        if self.has_own_worker and not self.worker.is_running():
            self.worker.start()

    def count(self, mail: Message) -> int:
        """How often the mail server has it."""
        return self.server.message_ids.count(mail.message_id)


def promise(name: str) -> Message:
    """A mail in the outbox, kicked."""
    facts = {"person": None, "linked_at": timezone.now()}
    enqueue(key=f"probe:{name}", to="anne@example.dk", template="clusters/identity_linked", context=facts)
    return Message.objects.get(key=f"probe:{name}")


@contextmanager
def standing(folder: Path, **more: str) -> Iterator[Delivery]:
    """The delivery on the test process's own database."""
    with ExitStack() as stack:
        server = stack.enter_context(mail_server())
        broker = Broker(folder)
        stack.callback(broker.stop)
        broker.start()
        environment = {
            **environment_for(connection.settings_dict["NAME"]),
            **SHORT_CLOCKS,
            "DOCUMENT_ROOT": str(folder / "documents"),
            "FAULT_FOLDER": str(folder / "faults"),
            "REDIS_URL": broker.url,
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(server.port),
            **more,
        }
        both = [
            processes.worker(environment, folder),
            processes.beat(environment, folder, folder / "beat"),
        ]
        for process in both:
            process.launch()
            stack.enter_context(ended(process))
        for process in both:
            process.wait()
        yield Delivery(folder, environment, broker, server, *both)
