"""Everything that is compared, up and filled: databases of several sizes, ours and the floor on each."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import django
import psycopg
from django.core.management import call_command

from klyngeokonomi.processes import Process
from tests.bench.ground import Ground, environment, url
from tests.services import free_port

SIZES = {"none": 0, "1k": 1_000, "100k": 100_000}
MOVEMENTS = {"10k": 10_000, "1m": 1_000_000}


@dataclass
class Stage:
    ground: Ground
    sizes: dict[str, int]
    movements: dict[str, int]
    cast: Any = None
    content: dict[str, Any] = field(default_factory=dict)
    answers: tuple[str, ...] = ()
    ours: dict[str, Process] = field(default_factory=dict)
    floors: dict[str, Process] = field(default_factory=dict)
    asking: dict[str, psycopg.Connection] = field(default_factory=dict)
    floor_sessions: dict[str, dict[str, Any]] = field(default_factory=dict)

    def pids(self, web: Process) -> list[int]:
        """The web server's and the database server's."""
        return [web.child.pid, self.ground.postgres_pid]

    def marks(self, database: str) -> Callable[[str], int]:
        """Asks for a voucher's last move, as the page that shows it would; one connection for all clients."""
        if database not in self.asking:
            address = url(f"bench_{database}", self.ground.var)
            self.asking[database] = psycopg.connect(address, autocommit=True)
        connection = self.asking[database]
        statement = "SELECT coalesce(max(id), 0) FROM expenses_move WHERE voucher_id = %s"
        return lambda number: connection.execute(statement, [number]).fetchone()[0]


def set_up(ground: Ground, sizes: dict[str, int], movements: dict[str, int]) -> Stage:
    """Migrate once, let one voucher go the product's own road, and copy the database for each size."""
    os.environ.update(environment(ground.var))
    tell("migrating, collecting static files")
    ground.make_database("bench_none")
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    stage = Stage(ground, sizes, movements)
    _people(stage)
    _copies(stage)
    for name in sizes:
        tell(f"starting ours and the floor on {name}")
        stage.ours[name] = ground.ours(f"bench_{name}", free_port())
        stage.floor_sessions[name] = ground.make_floor(f"floor_{name}", sizes[name])
        stage.floors[name] = ground.floor(f"floor_{name}", free_port())
    return stage


def _people(stage: Stage) -> None:
    from tests.bench import fill
    from tests.bench.cast import make_cast

    stage.cast = make_cast()
    with stage.ground.superuser("bench_none") as database:
        fill.read_at_once(database)


def _copies(stage: Stage) -> None:
    """One endorsed voucher in bench_seed is the pattern of those that are copied in."""
    from django.db import connection

    from tests.bench import fill
    from tests.bench.pattern import endorsed_voucher
    from tests.cluster import connected_to

    ground = stage.ground
    connection.close()
    # No web server stands on this one, so that later parts can copy it.
    ground.make_database("bench_empty", template="bench_none")
    ground.make_database("bench_seed", template="bench_none")
    with connected_to("bench_seed"):
        pattern, stage.content, stage.answers = endorsed_voucher(stage.cast)
    for name, count in stage.sizes.items():
        if count:
            tell(f"copying {count:,} open vouchers")
            ground.make_database(f"bench_{name}", template="bench_seed")
            with ground.superuser(f"bench_{name}") as database:
                fill.copy_vouchers(database, pattern, count)
                # A page of them at every size: the lifecycles before the lists leave theirs at the largest alone.
                fill.copy_movements(database, stage.cast.cluster_id, 100)
    for name, count in stage.movements.items():
        tell(f"copying {count:,} movements")
        ground.make_database(f"bench_{name}_movements", template="bench_none")
        with ground.superuser(f"bench_{name}_movements") as database:
            fill.copy_movements(database, stage.cast.cluster_id, count)


def tell(words: str) -> None:
    """What goes on, for the one who waits; the table itself goes to standard output."""
    sys.stderr.write(f"… {words}\n")
    sys.stderr.flush()
