"""(c) All balances of a cluster, and posting a movement, at two lengths of its ledger; in this process."""

import itertools
import time
from collections.abc import Callable
from decimal import Decimal

from approvals.selectors.account import figures_of, movements_of
from clusters.enums import Bucket, MovementKind
from clusters.ledger.post import post
from clusters.models import Cluster, User
from tests.bench.loop import middle, percentile
from tests.bench.stage import Stage
from tests.bench.table import Target, drawn
from tests.cluster import connected_to

MOST = 1.3
TURNS = 6
_references = itertools.count(1)


def acts(cluster: Cluster, by: User) -> dict[str, Callable[[], object]]:
    return {
        "all balances": lambda: figures_of(cluster),
        "page of 50 movements": lambda: movements_of(cluster),
        "post a movement": lambda: _post(cluster, by),
    }


def _post(cluster: Cluster, by: User) -> None:
    post(
        cluster,
        Decimal("1.00"),
        kind=MovementKind.RESERVE,
        source=Bucket.AVAILABLE,
        target=Bucket.RESERVED,
        reference=f"bench-post:{next(_references)}:reserve:1",
        text="Prøve",
        by=by,
    )


def measure(stage: Stage, *, rounds: int, times: int) -> tuple[str, list[Target]]:
    """The two lengths by turns, TURNS in a round, so that a busy moment of the machine falls on both alike."""
    taken: dict[tuple[str, str], list[float]] = {}
    lengths = list(stage.movements)
    for _ in range(rounds):
        found: dict[tuple[str, str], list[float]] = {}
        for _, length in itertools.product(range(TURNS), lengths):
            with connected_to(f"bench_{length}_movements"):
                _turn(stage, length, max(times // TURNS, 1), found)
        for key, measured in found.items():
            taken.setdefault(key, []).append(percentile(measured, 0.5))
    names = list(dict.fromkeys(name for name, _ in taken))
    rows = [[name, *(middle(taken[name, length]) for length in lengths)] for name in names]
    text = drawn(
        "(c) ledger, p50 ms", ["", *(f"{stage.movements[one]:,} movements" for one in lengths)], rows
    )
    small, large = lengths[0], lengths[-1]
    ratios = {
        name: middle([b / a for a, b in zip(taken[name, small], taken[name, large], strict=True)])
        for name in names
    }
    words = f"at {stage.movements[large]:,} / at {stage.movements[small]:,}"
    return text, [Target(f"(c) {name}: {words}", ratio, most=MOST) for name, ratio in ratios.items()]


def _turn(stage: Stage, length: str, times: int, found: dict[tuple[str, str], list[float]]) -> None:
    """Each act so many times on this connection, after twice that do not count: the tables and plans are at hand."""
    cluster, by = Cluster.objects.get(pk=stage.cast.cluster_id), User.objects.get(username="karen")
    for name, act in acts(cluster, by).items():
        act(), act()
        for _ in range(times):
            begun = time.perf_counter()
            act()
            found.setdefault((name, length), []).append((time.perf_counter() - begun) * 1000)
