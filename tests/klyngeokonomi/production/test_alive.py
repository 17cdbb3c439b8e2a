"""Signs of life: a process that works touches its file, and the health check sees one that has stopped."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from celery.signals import heartbeat_sent

from klyngeokonomi.celery import app
from klyngeokonomi.production import alive
from klyngeokonomi.production.beat import Scheduler


@pytest.fixture
def sign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file, not there yet."""
    monkeypatch.setenv("SIGN_OF_LIFE", str(tmp_path / "sign"))
    return tmp_path / "sign"


def test_a_process_lives_while_its_file_is_young(sign: Path) -> None:
    assert not alive.is_alive(60)
    alive.show()
    assert alive.is_alive(60)
    long_ago = time.time() - 61
    os.utime(sign, (long_ago, long_ago))
    assert not alive.is_alive(60)


def test_a_worker_shows_itself_with_every_heartbeat(sign: Path) -> None:
    heartbeat_sent.send(sender=None)
    assert alive.is_alive(5)


def test_the_clock_shows_itself_with_every_tick(sign: Path, tmp_path: Path) -> None:
    clock = Scheduler(app, schedule_filename=str(tmp_path / "schedule"), lazy=True)
    clock._store = {"entries": {}}
    assert not sign.exists()
    clock.tick()
    assert alive.is_alive(5)


def test_outside_a_container_nothing_is_touched_and_nothing_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SIGN_OF_LIFE", raising=False)
    alive.show()
    assert not alive.is_alive(60)


def test_the_health_check_ends_as_it_found(sign: Path) -> None:
    command = [sys.executable, "-m", "klyngeokonomi.production.alive", "60"]
    assert subprocess.run(command, check=False).returncode == 1
    sign.touch()
    assert subprocess.run(command, check=False).returncode == 0
