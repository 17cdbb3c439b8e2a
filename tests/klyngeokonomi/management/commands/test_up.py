"""`manage.py up` as a person meets it: one sentence when it cannot, all of it gone when it ends, on again after."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import psutil
import pytest

from klyngeokonomi import running
from klyngeokonomi.management.commands.up import Command
from tests.services import free_port

pytestmark = pytest.mark.services
ROOT = Path(__file__).resolve().parents[4]


def _environment(var, port):
    mine = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "EMAIL_HOST", "EMAIL_PORT"}
        and not name.startswith(("MITID_", "SITE_", "CSRF_", "PYTEST_"))
    }
    return {
        **mine,
        "VAR_DIR": str(var),
        "PORT": str(port),
        "DJANGO_SETTINGS_MODULE": "klyngeokonomi.settings.dev",
    }


def _until_it_runs(process):
    said = []
    for line in process.stdout:
        said.append(line)
        if "Stop med Ctrl-C." in line:
            return "".join(said)
    pytest.fail("".join(said))


def _family(process):
    """The process, all below it, and the two servers, which have sessions of their own."""
    return [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]


@pytest.fixture
def var(server_folder):
    yield server_folder
    subprocess.run(
        [sys.executable, "-m", "klyngeokonomi.embedded", "stop"],
        env=_environment(server_folder, 1),
        cwd=ROOT,
        check=True,
    )


@pytest.fixture
def up(var):
    """A function that starts the command without demo data; what it started is gone after the test."""
    started = []

    def up(port, **more):
        process = subprocess.Popen(
            [sys.executable, str(ROOT / "manage.py"), "up"],
            env={**_environment(var, port), "DEMO_DATA": "0", **more},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        return process

    yield up
    for process in started:
        process.kill()
        process.communicate()


def test_it_comes_up_once_mends_itself_and_stops_cleanly(up):
    port = free_port()
    first = up(port)
    said = _until_it_runs(first)
    assert f"Klyngeøkonomi kører: http://localhost:{port}" in said
    with urllib.request.urlopen(f"http://localhost:{port}/healthz") as answer:
        assert json.load(answer)["status"] == "ok"
    family = _family(first)
    assert {"postgres", "valkey-server"} <= {process.name() for process in family}

    second = up(port + 5)
    told, _ = second.communicate(timeout=180)
    assert second.returncode == 1
    assert f"Klyngeøkonomi kører allerede herfra på http://localhost:{port} (proces {first.pid})." in told

    worker = next(
        child
        for child in psutil.Process(first.pid).children()
        if {"celery", "worker"} <= set(child.cmdline())
    )
    worker.kill()
    assert "worker stoppede uventet og startes igen" in first.stdout.readline()
    _stops_cleanly(first)
    assert [process for process in family if process.is_running()] == []


def _stops_cleanly(process):
    process.send_signal(signal.SIGINT)
    told, _ = process.communicate(timeout=180)
    assert told.endswith("Stopper …\nAlt er stoppet. make run fortsætter, hvor du slap.\n")
    assert process.returncode == 0


@pytest.mark.long
def test_killed_it_leaves_nobody_behind_and_goes_on(up):
    port = free_port()
    first = up(port)
    _until_it_runs(first)
    family = _family(first)
    first.kill()
    first.wait()
    _, alive = psutil.wait_procs(family, timeout=30)
    assert alive == []
    second = up(port)
    _until_it_runs(second)
    _stops_cleanly(second)


@pytest.fixture
def refused(server_folder, settings, monkeypatch, capsys):
    """A function that tells how the command ends and what it says, where it starts nothing: in this process."""
    settings.VAR_DIR = server_folder
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}

    def refused(port):
        monkeypatch.setenv("PORT", str(port))
        with pytest.raises(SystemExit) as ended:
            Command().run_from_argv(["manage.py", "up"])
        return ended.value.code, "".join(capsys.readouterr())

    yield refused
    for number, handler in before.items():
        signal.signal(number, handler)


def test_a_port_in_use_is_told_in_one_sentence(refused):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        told = f"CommandError: Port {port} er optaget: vælg en anden, fx PORT={port + 10} make run.\n"
        assert refused(port) == (1, told)


def test_a_port_that_is_no_number_is_told_in_one_sentence(refused):
    told = "CommandError: PORT skal være et tal mellem 1 og 65000, ikke 'otte'.\n"
    assert refused("otte") == (1, told)


def test_a_database_that_does_not_answer_is_told_in_one_sentence(up):
    process = up(
        free_port(), DATABASE_URL="postgresql://en@127.0.0.1:9/basen", REDIS_URL="redis://127.0.0.1:9/0"
    )
    told, _ = process.communicate(timeout=180)
    assert process.returncode == 1
    assert told.startswith("CommandError: Køen i REDIS_URL svarer ikke: ")
    assert told.count("\n") == 1

    process = up(free_port(), DATABASE_URL="postgresql://en@127.0.0.1:9/basen")
    told, _ = process.communicate(timeout=180)
    assert process.returncode == 1
    assert told.splitlines()[-1].startswith("CommandError: Databasen svarer ikke: ")


def test_an_end_asked_for_where_python_drops_it_is_not_forgotten(monkeypatch, tmp_path):
    monkeypatch.setattr(running, "_asked_to_end", ["SIGINT"])
    with pytest.raises(running.Interrupted):
        running.Running(1, tmp_path, print, None).watch()
