"""All of the product on one machine: services, tables, demo data, processes; started in order, watched, stopped."""

import os
import signal
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import redis
from django.conf import settings
from django.core.management import CommandError, call_command, get_commands
from django.db import DatabaseError, connection

from clusters.models import Cluster
from klyngeokonomi import embedded, processes
from klyngeokonomi.embedded import CannotStart, places, valkey
from klyngeokonomi.embedded.postgres import running_pid as postgres_pid
from klyngeokonomi.env import env_bool
from klyngeokonomi.integrations.file_exchange.fake_server import address
from klyngeokonomi.one_run import Notes

RESTARTS = 3
"""So often may one process fall over before all is stopped."""
LOG_LIMIT = 5 * 1024 * 1024


class Running:
    """What is up. `tell` gets one line per step; every failure is a CannotStart with one sentence."""

    def __init__(self, port: int, var: Path, tell: Callable[[str], None], notes: Notes) -> None:
        self.port, self.var, self.tell, self.notes = port, var, tell, notes
        self.environment: dict[str, str] = {}
        self.all: list[processes.Process] = []
        self.falls: dict[str, int] = {}

    def start(self) -> None:
        """Everything, in order."""
        self._rotate_logs()
        self._start_services()
        self._prepare_tables()
        self._start_processes()

    def watch(self) -> None:
        """Keep all of it up until a signal interrupts. Raises CannotStart when something keeps falling over."""
        while True:
            time.sleep(0.5)
            if _asked_to_end:
                raise Interrupted(_asked_to_end[0])
            self._check_services()
            for process in self.all:
                if not process.is_running():
                    self._revive(process)

    def stop(self) -> None:
        """End all of it: what takes new work first, the database last."""
        for process in self.all:
            process.ask_to_stop()
        for process in self.all:
            process.stop()
        connection.close()
        embedded.stop_valkey()
        embedded.stop_postgres()

    def _start_services(self) -> None:
        database, broker = os.environ["DATABASE_URL"], os.environ["REDIS_URL"]
        if places.is_embedded_database(database):
            self.tell("PostgreSQL startes …")
            embedded.start_postgres()
        if places.is_embedded_broker(broker):
            self.tell("Valkey startes …")
            self.environment["REDIS_URL"] = f"redis://127.0.0.1:{embedded.start_valkey()}/0"
        else:
            _require_broker(broker)

    def _prepare_tables(self) -> None:
        unfinished = self.var / "demo.unfinished"
        if unfinished.exists() and places.is_embedded_database(os.environ["DATABASE_URL"]):
            self.tell("Prøvedata blev afbrudt sidst, så databasen begyndes forfra …")
            embedded.empty_postgres()
        self.tell("Databasen bringes à jour …")
        try:
            call_command("migrate", verbosity=0)
        except (CommandError, DatabaseError) as error:
            raise CannotStart(str(error).strip().splitlines()[0]) from error
        wanted = env_bool("DEMO_DATA", True) and "seed_demo" in get_commands()
        if wanted and not Cluster.objects.exists():
            self.tell("Prøvedata lægges ind (kun første gang) …")
            unfinished.touch()
            call_command("seed_demo")
        unfinished.unlink(missing_ok=True)
        connection.close()

    def _start_processes(self) -> None:
        mitid, mail = free_port_from(self.port + 1), free_port_from(self.port + 2)
        self.environment.update(
            SITE_URL=f"http://localhost:{self.port}",
            MITID_SERVER_URL=f"http://localhost:{mitid}/op",
            EMAIL_HOST="127.0.0.1",
            EMAIL_PORT=str(mail),
        )
        bank, post = free_port_from(self.port + 3), free_port_from(self.port + 4)
        for prefix, port in (("BANK", bank), ("DIGITAL_POST", post)):
            if f"{prefix}_PORT" not in os.environ:
                self.environment.update(address(prefix, self.var / f"fake_{prefix.lower()}", port))
        given, logs = self.environment, self.var / "log"
        self.all = [
            processes.web(given, logs, port=self.port, workers=4 if (os.cpu_count() or 1) >= 8 else 2),
            processes.fake_mitid(given, logs, port=mitid, people=self.var / "fake_mitid_people.json"),
            processes.beat(given, logs, self.var / "beat"),
            processes.worker(given, logs),
            processes.mail_catcher(given, logs, port=mail, folder=settings.MAILS_KEPT),
            processes.fake_bank(given, logs, port=bank, **self._folders("bank")),
            processes.fake_post(given, logs, port=post, **self._folders("digital_post")),
        ]
        self.tell("Web, worker, ur, mailfanger, prøve-MitID, prøvebank og prøvepost startes …")
        for process in self.all:
            process.launch()
        self._note()
        for process in self.all:
            process.wait()

    def _folders(self, name: str) -> dict[str, Path]:
        """Of a fake other end: what the product sees, and its own."""
        return {"shared": self.var / name, "own": self.var / f"fake_{name}"}

    def _check_services(self) -> None:
        if places.is_embedded_database(os.environ["DATABASE_URL"]) and not postgres_pid(
            places.postgres_data()
        ):
            self.tell("PostgreSQL stoppede uventet og startes igen.")
            self._count("PostgreSQL", self.var / "log" / "postgres.log")
            embedded.start_postgres()
        if "REDIS_URL" in self.environment and not valkey.running_pid(self.var / "valkey"):
            self.tell("Valkey stoppede uventet og startes igen.")
            self._count("Valkey", self.var / "log" / "valkey.log")
            embedded.start_valkey()

    def _revive(self, process: processes.Process) -> None:
        self._count(process.name, process.log)
        self.tell(f"{process.name} stoppede uventet og startes igen; se {process.log}.")
        process.kill()
        process.start()
        self._note()

    def _count(self, name: str, log: Path) -> None:
        self.falls[name] = self.falls.get(name, 0) + 1
        if self.falls[name] > RESTARTS:
            raise CannotStart(f"{name} bliver ved med at stoppe; se {log}.")

    def _note(self) -> None:
        self.notes.write(
            [process.child.pid for process in self.all if process.child and process.is_running()]
        )

    def _rotate_logs(self) -> None:
        for log in (self.var / "log").glob("*.log"):
            if log.stat().st_size > LOG_LIMIT:
                log.replace(log.with_suffix(".log.1"))


def free_port_from(first: int) -> int:
    """The first port from `first` up that nobody uses."""
    for port in range(first, min(first + 200, 65_536)):
        if is_free(port):
            return port
    raise CannotStart(f"Ingen ledig port fra {first} og frem: vælg en anden med PORT=.")


def is_free(port: int) -> bool:
    """Whether this machine's own address can be used on this port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return True
    return False


_asked_to_end: list[str] = []
"""Python drops an exception that a signal raises where none can be caught, as while a process that has ended is cleared
away: what was asked is remembered, and asked about again.
"""


class Interrupted(Exception):
    """Somebody asked for the end: Ctrl-C, SIGTERM, or the terminal is gone."""


def interrupt_on_signals() -> None:
    """From now on a signal to stop raises Interrupted in the main thread."""

    def interrupted(number: int, _frame: object) -> None:
        _asked_to_end.append(signal.Signals(number).name)
        raise Interrupted(signal.Signals(number).name)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupted)


def ignore_signals() -> None:
    """While stopping, a second Ctrl-C changes nothing."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def _require_broker(url: str) -> None:
    try:
        with redis.Redis.from_url(url, socket_timeout=3, socket_connect_timeout=3) as client:
            client.ping()
    except (redis.RedisError, ValueError) as error:
        raise CannotStart(f"Køen i REDIS_URL svarer ikke: {error}.") from error
