"""(a) The whole lifecycle over HTTP at 1 and 8 clients, beside the bare application and pgbench."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.bench import rows_in_sql
from tests.bench.bare import Bare
from tests.bench.loop import Run, Walk, middle, percentile, run
from tests.bench.ours import STEPS, Ours
from tests.bench.stage import Stage
from tests.bench.table import Target, drawn

CLIENTS = (1, 8)
WARM = 12
"""Lifecycles each server does before anything is measured."""
STRIDE = 8
"""Members between one client's first and the next one's, so that no two act as the same person at once."""


@dataclass(frozen=True)
class Side:
    """One column of the comparison: how a client of it is made, and the processes whose CPU is counted."""

    name: str
    client: Callable[[int], Walk]
    watched: list[int]


def sides(stage: Stage) -> list[Side]:
    """Ours and the floor, each without and with 100,000 open vouchers."""
    found = []
    for label, database in (("", "none"), (" + 100k open", "100k")):
        web, bare = stage.ours[database], stage.floors[database]
        found.append(Side(f"ours{label}", _ours(stage, web.port, database), stage.pids(web)))
        found.append(Side(f"floor 1{label}", _bare(stage, bare.port, database), stage.pids(bare)))
    return found


def _ours(stage: Stage, port: int, database: str) -> Callable[[int], Walk]:
    return lambda n: (
        Ours(port, stage.cast, stage.marks(database), stage.content, stage.answers, n * STRIDE).walk
    )


def _bare(stage: Stage, port: int, database: str) -> Callable[[int], Walk]:
    return lambda n: Bare(port, stage.floor_sessions[database], n * STRIDE).walk


def measure(stage: Stage, *, rounds: int, seconds: float) -> tuple[str, list[Target]]:
    """Interleaved: in each round every side has its turn at each number of clients."""
    runs: dict[tuple[str, int], list[Run]] = {}
    all_sides = sides(stage)
    for side in all_sides:
        run([side.client(0)], times=WARM)
    for _ in range(rounds):
        for clients in CLIENTS:
            for side in all_sides:
                walks = [side.client(number) for number in range(clients)]
                taken = run(walks, seconds=seconds, watched=side.watched)
                runs.setdefault((side.name, clients), []).append(taken)
    rows = [_row(name, clients, taken) for (name, clients), taken in sorted(runs.items(), key=_order)]
    rows += _pgbench(stage, rounds, seconds / 2)
    steps = [_steps(name, clients, taken) for (name, clients), taken in sorted(runs.items(), key=_order)]
    text = drawn(
        "(a) lifecycle over HTTP: create with a 200 KB file, details, submit, endorse, approve",
        ["", "clients", "per second", "p50 ms", "p95 ms", "CPU ms each", "errors"],
        rows,
    )
    text += "\n" + drawn("    p50 / p95 of each form, ms", ["", "clients", *STEPS], steps)
    return text + _first_errors(runs), _targets(runs)


def _order(item: tuple[tuple[str, int], list[Run]]) -> tuple[int, str]:
    return item[0][1], item[0][0]


def _row(name: str, clients: int, taken: list[Run]) -> list[object]:
    return [
        name,
        clients,
        middle([one.per_second for one in taken]),
        middle([percentile(one.steps["whole"], 0.5) for one in taken]),
        middle([percentile(one.steps["whole"], 0.95) for one in taken]),
        middle([one.cpu_each for one in taken]),
        sum(len(one.errors) for one in taken),
    ]


def _steps(name: str, clients: int, taken: list[Run]) -> list[object]:
    cells = [
        "{:.0f} / {:.0f}".format(
            *(middle([percentile(one.steps[step], p) for one in taken]) for p in (0.5, 0.95))
        )
        for step in STEPS
    ]
    return [name, clients, *cells]


def _pgbench(stage: Stage, rounds: int, seconds: float) -> list[list[object]]:
    scripts = rows_in_sql.write(Path(stage.ground.var) / "pgbench")
    found = []
    for clients in CLIENTS:
        taken = [
            rows_in_sql.run(stage.ground, "floor_none", scripts, clients=clients, seconds=seconds)
            for _ in range(rounds)
        ]
        per_second, latency = (middle([one[part] for one in taken]) for part in (0, 1))
        found.append(["floor 2: pgbench", clients, per_second, latency, "-", "-", 0])
    return found


def _first_errors(runs: dict[tuple[str, int], list[Run]]) -> str:
    said = {error for taken in runs.values() for one in taken for error in one.errors[:2]}
    return "".join(f"\n    {error}" for error in sorted(said)[:5])


def _ratio(runs: dict[tuple[str, int], list[Run]], one: str, other: str, clients: int) -> float:
    """The median over the rounds of the two in the same round."""
    pairs = zip(runs[one, clients], runs[other, clients], strict=True)
    return middle([a.per_second / b.per_second for a, b in pairs if b.per_second])


def _targets(runs: dict[tuple[str, int], list[Run]]) -> list[Target]:
    ours, full = "ours", "ours + 100k open"
    errors = sum(len(one.errors) for name in (ours, full) for c in CLIENTS for one in runs[name, c])
    cpu = [
        b.cpu_each / a.cpu_each for a, b in zip(runs[ours, 8], runs["floor 1", 8], strict=True) if a.cpu_each
    ]
    return [
        Target(
            "(a) ours / floor 1, vouchers per second, 8 clients", _ratio(runs, ours, "floor 1", 8), least=0.65
        ),
        Target("(a) the same at 1 client (told, not asked)", _ratio(runs, ours, "floor 1", 1), least=0),
        Target("(a) floor 1 / ours, processor time each, 8 clients (told)", middle(cpu), least=0),
        Target(
            "(a) ours with 100,000 open / ours with none, 8 clients", _ratio(runs, full, ours, 8), least=0.9
        ),
        Target("(a) errors of ours", float(errors), most=0),
    ]
