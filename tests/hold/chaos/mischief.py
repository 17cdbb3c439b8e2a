"""The faults: each is done to the ground, held for a while, and undone by `heal`, which mends whatever is broken."""

import os
import random
import signal
import time
from collections.abc import Callable
from contextlib import suppress

import psutil
import redis

from klyngeokonomi.database_url import APP_ROLE
from klyngeokonomi.development.fault_plans import lay
from klyngeokonomi.embedded import valkey
from klyngeokonomi.embedded.places import postgres_data
from klyngeokonomi.embedded.postgres import running_pid
from tests.hold.ground.build import Ground
from tests.klyngeokonomi.outbox.mail_server import DROP_AFTER_DATA, SILENT_AFTER_DATA

POINTS = {
    "voucher.moved": ("kill", "raise", "sleep 1"),
    "request.done": ("kill", "raise", "sleep 1"),
    "outbox.claimed": ("kill", "sleep 1"),
    "outbox.offered": ("kill", "raise"),
    "paper.kept": ("kill", "raise"),
}
Fault = Callable[[Ground, random.Random, float], None]


def broker_dies(ground: Ground, chance: random.Random, hold: float) -> None:
    ground.broker.signal(signal.SIGKILL)
    time.sleep(hold)
    ground.broker.start()


def broker_stays_away(ground: Ground, chance: random.Random, hold: float) -> None:
    if valkey.running_pid(ground.folder / "valkey") is not None:
        ground.broker.signal(signal.SIGKILL)
    time.sleep(hold)


def broker_hangs(ground: Ground, chance: random.Random, hold: float) -> None:
    ground.broker.signal(signal.SIGSTOP)
    time.sleep(hold)
    ground.broker.signal(signal.SIGCONT)


def broker_pauses(ground: Ground, chance: random.Random, hold: float) -> None:
    _tell_broker(ground, "CLIENT", "PAUSE", int(hold * 1000))


def broker_is_full(ground: Ground, chance: random.Random, hold: float) -> None:
    _tell_broker(ground, "CONFIG", "SET", "maxmemory", "1")
    time.sleep(hold)
    _tell_broker(ground, "CONFIG", "SET", "maxmemory", "0")


def worker_child_dies(ground: Ground, chance: random.Random, hold: float) -> None:
    _kill_a_child(ground.worker.child.pid, chance)


def worker_dies(ground: Ground, chance: random.Random, hold: float) -> None:
    ground.worker.kill()
    time.sleep(hold)
    ground.worker.launch()


def worker_is_asked_to_stop(ground: Ground, chance: random.Random, hold: float) -> None:
    ground.worker.ask_to_stop()
    ground.worker.stop(5)
    ground.worker.launch()


def clock_dies(ground: Ground, chance: random.Random, hold: float) -> None:
    ground.beat.kill()
    time.sleep(hold)
    ground.beat.launch()


def web_child_dies(ground: Ground, chance: random.Random, hold: float) -> None:
    _kill_a_child(ground.web.child.pid, chance)


def database_crashes(ground: Ground, chance: random.Random, hold: float) -> None:
    ground.crash_postgres()
    time.sleep(hold / 2)
    ground.start_postgres()


def connections_are_cut(ground: Ground, chance: random.Random, hold: float) -> None:
    with ground.superuser() as superuser:
        superuser.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", [APP_ROLE]
        )


def mail_line_drops(ground: Ground, chance: random.Random, hold: float) -> None:
    ground.mail.data.extend([DROP_AFTER_DATA] * chance.randint(1, 3))


def mail_server_falls_silent(ground: Ground, chance: random.Random, hold: float) -> None:
    ground.mail.data.append(SILENT_AFTER_DATA)


def mail_server_defers(ground: Ground, chance: random.Random, hold: float) -> None:
    ground.mail.data.extend(["451 Come back later"] * chance.randint(1, 3))


def point_is_mined(ground: Ground, chance: random.Random, hold: float) -> None:
    name = chance.choice(sorted(POINTS))
    lay(ground.faults, name, chance.choice(POINTS[name]))


BROKER_AWAY: list[Fault] = [broker_stays_away]
ALL: list[Fault] = [
    broker_dies,
    broker_hangs,
    broker_pauses,
    broker_is_full,
    worker_child_dies,
    worker_dies,
    worker_is_asked_to_stop,
    clock_dies,
    web_child_dies,
    database_crashes,
    connections_are_cut,
    mail_line_drops,
    mail_server_falls_silent,
    mail_server_defers,
    point_is_mined,
]


def heal(ground: Ground) -> None:
    """No fault is left: every server answers, every process runs, no mine lies, the mail server is polite."""
    for mine in ground.faults.glob("*") if ground.faults.is_dir() else ():
        mine.unlink()
    ground.mail.data.clear()
    if running_pid(postgres_data(ground.folder)) is None:
        ground.start_postgres()
    if valkey.running_pid(ground.folder / "valkey") is None:
        ground.broker.start()
    ground.broker.signal(signal.SIGCONT)
    _tell_broker(ground, "CONFIG", "SET", "maxmemory", "0")
    for process in ground.processes:
        if not process.is_running():
            process.launch()


def _tell_broker(ground: Ground, *words: str | int) -> None:
    with suppress(redis.RedisError), redis.Redis.from_url(ground.broker.url, socket_timeout=2) as client:
        client.execute_command(*words)


def _kill_a_child(pid: int, chance: random.Random) -> None:
    with suppress(psutil.Error, ProcessLookupError):
        children = psutil.Process(pid).children()
        if children:
            os.kill(chance.choice(children).pid, signal.SIGKILL)
