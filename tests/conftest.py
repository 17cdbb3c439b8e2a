"""The ground under every test: real PostgreSQL, migrated by the owner, used as the app's role."""

import gc
import inspect
import itertools
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings

from tests import cluster, kept_rows, quick_sign_in, replay
from tests.hold.invariants import broken_invariants

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
"""How busy the machine is says nothing of a property."""

quick_sign_in.begin()

pytest_plugins = [
    "tests.services",
    "tests.bank",
    "tests.distributor",
    "tests.product",
    "tests.browser_ground",
    "tests.clamd",
    "tests.hold.ground.fixtures",
]


REAL_PROCESSES = {"broker", "worker", "web", "delivery", "ground", "ground_web", "product", "changed_front"}
"""Fixtures that start servers."""


MADE_ONCE = {
    "broker_address",
    "bucket",
    "built",
    "collected",
    "ground",
    "image",
    "initialised",
    "standing_acts",
    "standing_services",
    "web_behind",
}
"""Fixtures that cost much and serve many: the tests that ask for one of them run in one test process."""

ROOMS = ("tests/approvals", "tests/clusters", "tests/expenses", "tests/meetings")
"""Their tests begin alike: those of a folder run in one test process, which builds what they begin with once."""
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
"""What is compiled is kept: the processes that tests start, and the next run, need not compile it again."""


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """A twin that needs servers of its own is long: what it proves, that a guard is missed, changes seldom.

    What takes longest begins first, so that the test processes end together.
    """
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("twin") and REAL_PROCESSES & fixtures:
            item.add_marker(pytest.mark.long)
        if not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(chain_of(item, fixtures) or place_of(item)))
    yield
    items.sort(key=turn)


def chain_of(item: pytest.Item, fixtures: set[str]) -> str | None:
    """What has to be walked in one test process, because it is made there once: the browser and its product first."""
    return "browser" if item.get_closest_marker("browser") else min(MADE_ONCE & fixtures, default=None)


def place_of(item: pytest.Item) -> str:
    """The folder of a room's test, the file of any other."""
    file = item.nodeid.partition("::")[0]
    return file.rpartition("/")[0] if file.startswith(ROOMS) else file


def turn(item: pytest.Item) -> int:
    """Chains that one test process has to walk alone, then what else takes long, then the thousands."""
    if "/" not in item.get_closest_marker("xdist_group").args[0]:
        return 0
    return 1 if item.get_closest_marker("services") or "tests/hold" in item.nodeid else 2


def pytest_make_parametrize_id(val: Any, argname: str) -> str | None:
    """A test is not named by a whole file: every name is sent to every test process."""
    return argname if isinstance(val, str | bytes) and len(val) > 80 else None


gc.disable()


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the garbage collector need not walk it again in each of thousands of tests."""
    gc.collect()
    gc.freeze()
    gc.enable()
    gc.set_threshold(200_000, 20, 20)


@pytest.fixture(scope="session")
def database_server(django_db_blocker: Any) -> Iterator[None]:
    """PostgreSQL, started when the first test asks for it."""
    with django_db_blocker.unblock(), cluster.server():
        yield


@pytest.fixture(scope="session")
def django_db_setup(
    database_server: None, django_test_environment: None, django_db_blocker: Any
) -> Iterator[None]:
    """The test process's own database, and a flush that the app's role could not do."""
    name = f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    with (
        django_db_blocker.unblock(),
        cluster.fresh_database(name) as database,
        cluster.connected_to(database),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _self: put_rows_back(database))
        yield


def put_rows_back(database: str) -> None:
    """The database as it was right after migrating."""
    kept_rows.put_back(cluster.standing_owner(database))


@pytest.fixture
def owner(transactional_db: None) -> Iterator[psycopg.Connection[Any]]:
    """A connection to the test database as its owner, for what the app's role may not do."""
    with cluster.owner_connection(connection.settings_dict["NAME"]) as owner:
        yield owner


@pytest.fixture(scope="session")
def paper_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A place for papers for each test, one after the other."""
    folder = tmp_path_factory.mktemp("papers")
    return (folder / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def paper_store(settings: Any, paper_folders: Iterator[Path]) -> None:
    """Uploaded papers go to the test's own folder, made when the first comes: most of the thousands have none."""
    settings.DOCUMENT_ROOT = next(paper_folders)


def may_change_actions(test: pytest.Function) -> bool:
    """Whether it patches, itself or by a fixture of ours (pytest-django's own do so in every test), or is a twin."""
    asked = set(inspect.signature(test.function).parameters)
    if {"monkeypatch", "settings"} & asked or test.get_closest_marker("twin"):
        return True
    fixtures = (found[-1] for found in test._fixtureinfo.name2fixturedefs.values())
    ours = (one for one in fixtures if not one.func.__module__.startswith("pytest_django"))
    return any("monkeypatch" in one.argnames for one in ours)


@pytest.fixture(autouse=True)
def steps_put_back(request: pytest.FixtureRequest) -> Iterator[None]:
    """What the factories build is put back where it was built before (replay/replayed.py)."""
    replay.begin(**{"most": 1} if may_change_actions(request.node) else {})
    yield
    replay.over()


DATABASE_FIXTURES = ("ground", "product", "transactional_db", "db")


@pytest.fixture(autouse=True)
def invariants_hold(request: pytest.FixtureRequest, paper_store: None) -> Iterator[None]:
    """After a test that claims a case of the catalogue, the books are proven as `check_books` proves them."""
    if request.node.get_closest_marker("case") is None:
        yield
        return
    ground = next((name for name in DATABASE_FIXTURES if name in request.fixturenames), None)
    if ground is None and request.node.get_closest_marker("django_db"):
        ground = "db"
    if ground is not None:
        request.getfixturevalue(ground)
    yield
    if ground is not None:
        assert broken_invariants() == []
