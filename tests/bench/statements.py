"""(h) The fee statements of one run printed by one worker and by two, beside bare WeasyPrint on the same HTML."""

import dataclasses
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.bench import composing
from tests.bench.stage import Stage, tell
from tests.bench.table import Target, drawn

ROOT = Path(__file__).resolve().parents[2]
SMALL, LARGE = 350, 3_500
LEAST_OF_BARE, LEAST_OF_TWO, MOST_GROWTH, MOST_MS = 0.9, 1.7, 1.1, 140
"""Growth: of the seconds, beside that of the statements."""


@dataclass(frozen=True)
class Printing:
    """What the workers of one printing did together; seconds from when the first began until the last ended."""

    pages: int
    seconds: float
    cpu: float
    peak_mb: float

    @property
    def rate(self) -> float:
        return self.pages / self.seconds

    @property
    def cpu_ms(self) -> float:
        return self.cpu * 1000 / self.pages


def measure(stage: Stage, *, small: int = SMALL, large: int = LARGE) -> tuple[str, list[Target]]:
    """Bare before and after the long printings, so that a machine that slows down slows both; then composing."""
    short, one, two = (_filled(stage, name, count) for name, count in _sizes(small, large))
    found = {
        f"bare, {small:,}, before": _printed("bare", short, small),
        f"ours, 1 worker, {small:,}": _printed("ours", short, small),
        f"ours, 1 worker, {large:,}": _printed("ours", one, large),
        f"ours, 2 workers, {large:,}": _printed("ours", two, large, workers=2),
        f"bare, {small:,}, after": _printed("bare", short, small),
    }
    before, few, alone, both, after = found.values()
    rows = [
        [name, f"{run.rate:.2f}", f"{1000 / run.rate:.0f}", f"{run.cpu_ms:.0f}", f"{run.peak_mb:.0f}"]
        for name, run in found.items()
    ]
    head = ["", "pages/s", "ms each", "CPU ms each", "peak MB a process"]
    text = drawn(f"(h) {large:,} fee statements of one run printed", head, rows)
    bare = (before.pages + after.pages) / (before.seconds + after.seconds)
    bare_cpu = (before.cpu + after.cpu) / (before.pages + after.pages)
    composed, targets = composing.measure(stage, large)
    return f"{text}\n{composed}", [
        Target(
            "(h) pages a second of one worker / of bare WeasyPrint", alone.rate / bare, least=LEAST_OF_BARE
        ),
        Target("(h) the same by processor time (told)", bare_cpu * 1000 / alone.cpu_ms),
        Target("(h) pages a second of two workers / of one", both.rate / alone.rate, least=LEAST_OF_TWO),
        Target(
            f"(h) {large // small} times the statements, times the seconds",
            alone.seconds / few.seconds,
            most=large // small * MOST_GROWTH,
        ),
        Target("(h) ms of one worker for a statement", 1000 / alone.rate, most=MOST_MS),
        Target("(h) peak memory of a worker, MB", max(alone.peak_mb, both.peak_mb)),
        *targets,
    ]


def _sizes(small: int, large: int) -> list[tuple[str, int]]:
    return [("bench_statements", small), ("bench_statements_one", large), ("bench_statements_two", large)]


def _filled(stage: Stage, name: str, count: int) -> str:
    """A database with so many statements of one run, their papers in line."""
    from tests.bench.ground import url
    from tests.cluster import connected_to

    tell(f"issuing {count:,} fee statements")
    stage.ground.make_database(name, template="bench_empty")
    with connected_to(name):
        fill(count)
    return url(name, stage.ground.var)


def fill(count: int) -> None:
    """One to four lines each, a third of them with tax withheld and free mileage."""
    from approvals.models import FeeStatement, StatementPaper
    from expenses.models import Payee
    from tests.approvals.statements.fee_papers import LONG, ORDINARY, WITHHELD, printed
    from tests.factories.fee_statements import a_run, row_of

    run = a_run(ORDINARY)
    payee = Payee.objects.create(kind="speaker", name="Otto Oplæg", cluster_id=_a_cluster())
    rows = []
    for place in range(1, count + 1):
        like = WITHHELD if place % 3 == 0 else printed(*LONG.lines[: place % 4 + 1])
        receiver = dataclasses.replace(like.receiver, name=f"Otto Oplæg nummer {place}")
        told = dataclasses.replace(like, number=f"L2026-{place:05d}", receiver=receiver)
        rows.append(row_of(told, run=run, payee=payee, cpr=f"7001{place:06d}"))
    for one in range(0, count, 500):
        issued = FeeStatement.objects.bulk_create(rows[one : one + 500])
        StatementPaper.objects.bulk_create(StatementPaper(statement=statement) for statement in issued)


def _a_cluster() -> int:
    from clusters.models import Cluster

    return Cluster.objects.values_list("pk", flat=True)[0]


def _printed(kind: str, address: str, count: int, workers: int = 1) -> Printing:
    """By so many processes, all warm before the first begins. Raises AssertionError when a page is missing."""
    tell(f"printing {count:,}: {kind}, {workers} at a time")
    command = [sys.executable, "-m", "tests.bench.statement_worker", kind, address, str(count)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    running = [subprocess.Popen(command, cwd=ROOT, **pipes) for _ in range(workers)]
    for one in running:
        assert one.stdout.readline() == "ready\n"
    for one in running:
        one.stdin.write("go\n")
        one.stdin.flush()
    told = [json.loads(one.communicate()[0]) for one in running]
    pages = sum(one["pages"] for one in told)
    assert pages == count, f"{pages} of {count} printed"
    return Printing(
        pages=pages,
        seconds=max(one["ended"] for one in told) - min(one["begun"] for one in told),
        cpu=sum(one["cpu"] for one in told),
        peak_mb=max(one["peak_mb"] for one in told),
    )
