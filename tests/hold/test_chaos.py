"""A minute of random faults under load: nothing lost, nothing doubled, the books hold. `make chaos` runs it long."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from klyngeokonomi.processes import Process
from tests.hold.chaos import mischief
from tests.hold.chaos.drill import drill
from tests.hold.ground.build import WORKER, Ground
from tests.people import People

pytestmark = pytest.mark.services
SECONDS = 60
"""Of faults; the healing and the proof come after."""
CLIENTS, THINK = 2, 0.2
"""Half of those of `make chaos`, and with a moment's thought: enough to be in one another's way, and the machine has
other tests to run.
"""
SHORT = 8
WITHOUT_SWEEP = "tests.hold.ground.worker_without_sweep"


def kept_seeds() -> list[tuple[int, float]]:
    lines = (Path(__file__).parent / "chaos" / "seeds.txt").read_text(encoding="utf-8").splitlines()
    return [(int(line.split()[0]), float(line.split()[1])) for line in lines if not line.startswith("#")]


@pytest.fixture
def at_work(ground: Ground, ground_web: Process, request: pytest.FixtureRequest) -> Iterator[Ground]:
    """Web server, worker and clock; `request.param` may name another worker. The web server outlives the drill."""
    ground.web = ground_web
    ground.start_workers(getattr(request, "param", WORKER))
    yield ground
    for process in (ground.worker, ground.beat):
        process.kill()


@pytest.mark.case("T055")
@pytest.mark.parametrize(("seed", "seconds"), [(None, SECONDS), *kept_seeds()])
def test_a_minute_of_random_faults_under_load(
    at_work: Ground, crew: People, seed: int | None, seconds: float
) -> None:
    seed = random.SystemRandom().randrange(10**6) if seed is None else seed
    report = drill(at_work, crew, seconds=seconds, seed=seed, clients=CLIENTS, think=THINK)
    assert report.verdict.is_good, "\n".join([str(report), *report.verdict.lines()])
    assert report.acts["submit"] > 0
    assert report.faults.total() > 5


@pytest.mark.twin("T055")
@pytest.mark.parametrize("at_work", [WITHOUT_SWEEP], indirect=True)
def test_without_the_sweep_the_same_drill_says_lost(at_work: Ground, crew: People) -> None:
    report = drill(at_work, crew, seconds=SHORT, seed=1, faults=mischief.BROKER_AWAY, give_up=7)
    assert report.verdict.lost != []
    assert any("never arrived" in line for line in report.verdict.lost)
