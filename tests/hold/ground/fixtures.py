"""The ground of the drills for pytest: started once, in one test process; a test asks for `ground`."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from klyngeokonomi.backup.postgres_programs import run
from klyngeokonomi.database_roles import AppRole, as_owner, ensure_app_role, ensure_only_app_connects
from klyngeokonomi.processes import Process
from tests.hold.ground.build import Ground
from tests.hold.ground.build import ground as build
from tests.people import People


@pytest.fixture(scope="session")
def running_ground(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Ground, People]]:
    """Servers and people, up once; the tables are those of the tests' own database, which need not be migrated anew."""
    from tests.hold.chaos.drill import people_at_work

    dump = str(tmp_path_factory.mktemp("ground") / "tables")
    with django_db_blocker.unblock(), as_owner(connection):
        own = ("--exclude-schema=kept", "--exclude-schema=replay")
        run("pg_dump", connection.settings_dict, "--format=custom", *own, f"--file={dump}")

    def fill() -> None:
        app = AppRole.of(connection.settings_dict)
        with as_owner(connection), connection.cursor() as cursor:
            ensure_app_role(cursor, app)
            run("pg_restore", connection.settings_dict, "--exit-on-error", "--no-owner", dump)
            ensure_only_app_connects(cursor, app.name)

    with django_db_blocker.unblock(), build(fill) as made:
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
