"""The embedded PostgreSQL: what is committed survives a stop, a kill and a stale pid file."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import psycopg
import pytest

from klyngeokonomi.embedded import places, postgres
from klyngeokonomi.embedded.server import CannotStart

pytestmark = pytest.mark.services


@pytest.fixture(scope="module")
def initialised():
    """A folder with a PostgreSQL that was made once; not under tmp_path, which shuts its account out."""
    with tempfile.TemporaryDirectory(prefix="ko-") as folder:
        yield Path(folder)


@pytest.fixture
def var(initialised):
    """That folder; the server is stopped after each test, and what is in it stays whole."""
    yield initialised
    postgres.stop_postgres(initialised)


def _owner(var):
    return psycopg.connect(places.postgres_url(places.OWNER_ROLE, var=var), autocommit=True)


def _wait_gone(pid):
    deadline = time.monotonic() + 20
    while psutil.pid_exists(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not psutil.pid_exists(pid)


def test_what_is_committed_survives_a_kill_and_a_stale_pid_file(var):
    postgres.start_postgres(var)
    with _owner(var) as connection:
        connection.execute("CREATE TABLE kept (n int)")
        connection.execute("INSERT INTO kept VALUES (417)")
    pid = postgres.running_pid(places.postgres_data(var))
    os.kill(pid, signal.SIGKILL)
    _wait_gone(pid)
    assert (places.postgres_data(var) / "postmaster.pid").exists()
    assert postgres.running_pid(places.postgres_data(var)) is None

    postgres.start_postgres(var)

    with _owner(var) as connection:
        assert connection.execute("SELECT n FROM kept").fetchall() == [(417,)]
        assert connection.execute("SHOW fsync").fetchone() == ("on",)


def test_a_pid_file_whose_number_now_belongs_to_another_program_is_no_server(var):
    postgres.start_postgres(var)
    postgres.stop_postgres(var)
    (places.postgres_data(var) / "postmaster.pid").write_text(f"{os.getpid()}\n")
    assert postgres.running_pid(places.postgres_data(var)) is None

    postgres.start_postgres(var)

    assert postgres.running_pid(places.postgres_data(var)) not in {None, os.getpid()}


def test_starting_twice_leaves_the_running_server_alone(var):
    postgres.start_postgres(var)
    pid = postgres.running_pid(places.postgres_data(var))
    postgres.start_postgres(var)
    assert postgres.running_pid(places.postgres_data(var)) == pid


def test_the_server_dies_with_the_process_that_started_it(var):
    starter = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, time, pathlib; from klyngeokonomi.embedded import start_postgres\n"
            "start_postgres(pathlib.Path(sys.argv[1])); print('up', flush=True); time.sleep(60)",
            str(var),
        ],
        stdout=subprocess.PIPE,
    )
    assert starter.stdout.readline() == b"up\n"
    pid = postgres.running_pid(places.postgres_data(var))
    starter.kill()
    starter.communicate()
    _wait_gone(pid)


def test_a_folder_too_deep_for_a_socket_gets_one_elsewhere(tmp_path):
    deep = tmp_path / ("dyb" * 30)
    sockets = places.socket_dir(deep)
    assert not sockets.is_relative_to(deep)
    assert len(os.fsencode(sockets / places.SOCKET_NAME)) <= places.LONGEST_SOCKET
    assert sockets == places.socket_dir(deep)
    assert sockets != places.socket_dir(tmp_path / ("dyb" * 31))


def test_a_broken_database_is_told_in_one_sentence(var):
    postgres.start_postgres(var)
    postgres.stop_postgres(var)
    control = places.postgres_data(var) / "global" / "pg_control"
    control.rename(var / "pg_control")

    with pytest.raises(CannotStart) as told:
        postgres.start_postgres(var)

    (var / "pg_control").rename(control)
    assert str(told.value).startswith("PostgreSQL kunne ikke starte; se ")
    assert "pg_control" in str(told.value)
    assert "\n" not in str(told.value)


def test_the_app_role_may_sign_in_and_nothing_else(var):
    postgres.start_postgres(var)
    with _owner(var) as connection:
        rights = connection.execute(
            "SELECT rolcanlogin, rolsuper, rolcreatedb, rolcreaterole, rolbypassrls"
            " FROM pg_roles WHERE rolname = 'klyngeokonomi_app'"
        ).fetchone()
    assert rights == (True, False, False, False, False)


def test_the_address_is_the_same_in_every_process(monkeypatch):
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    urls = places.service_urls()
    assert set(urls) == {"DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"}
    other = subprocess.run(
        [sys.executable, "-c", "from klyngeokonomi.embedded import service_urls; print(service_urls())"],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )
    assert other.stdout.strip() == str(urls)


def test_a_given_address_is_not_overruled(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://en@vaert/basen")
    monkeypatch.setenv("REDIS_URL", "redis://vaert/0")
    assert places.service_urls() == {}
