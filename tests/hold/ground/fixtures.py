"""The ground of the drills for pytest: started once, in one test process; a test asks for `ground`."""

from collections.abc import Iterator
from typing import Any

import pytest

from klyngeokonomi.processes import Process
from tests.hold.ground.build import Ground
from tests.hold.ground.build import ground as build
from tests.people import People


@pytest.fixture(scope="session")
def running_ground(django_test_environment: None, django_db_blocker: Any) -> Iterator[tuple[Ground, People]]:
    """Servers and people, up once."""
    from tests.hold.chaos.drill import people_at_work

    with django_db_blocker.unblock(), build() as made:
        with made.led():
            people = people_at_work()
        yield made, people


@pytest.fixture
def ground(
    running_ground: tuple[Ground, People], paper_store: None, django_db_blocker: Any
) -> Iterator[Ground]:
    """The ground, to which Django's own connection is led while the test lasts. Its rows stay."""
    with django_db_blocker.unblock(), running_ground[0].led() as made:
        yield made


@pytest.fixture
def crew(running_ground: tuple[Ground, People]) -> People:
    """The people of the ground, with money enough on their account."""
    return running_ground[1]


@pytest.fixture(scope="session")
def ground_web(running_ground: tuple[Ground, People]) -> Iterator[Process]:
    """One web server on the ground for all tests that do nothing worse to it than kill a child."""
    process = running_ground[0].start_web()
    process.wait()
    yield process
    process.kill()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All drills in one test process, so that the ground is built once."""
    for item in items:
        if "ground" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("ground"))
