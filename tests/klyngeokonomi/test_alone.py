"""A job of the clock is one process's at a time, and never stuck with one that is gone or hangs."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection

from klyngeokonomi.alone import alone
from klyngeokonomi.development.fault_plans import during
from klyngeokonomi.documents import storage
from klyngeokonomi.documents.tasks import sweep_orphans
from tests.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def orphans(count: int) -> list[Path]:
    """Folders of uploads that were rolled back long ago."""
    folders = [storage.folder(uuid4()) for _ in range(count)]
    for folder in folders:
        folder.mkdir(parents=True)
        os.utime(folder, (0, 0))
    return folders


def two_schedulers_tick(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The tick of two schedulers reaches two workers at the same moment; what each says it has done."""
    folders = orphans(3)
    both = threading.Barrier(2)

    def meet() -> None:
        """The one waits here a moment for the other, if the other comes so far."""
        try:
            both.wait(0.5)
        except threading.BrokenBarrierError:
            return

    caplog.set_level("INFO")
    with during({"documents.orphans_found": meet}):
        assert at_once([sweep_orphans, sweep_orphans]) == [None, None]
    assert not any(folder.exists() for folder in folders)
    return [line for line in caplog.messages if line.startswith("Orphans removed")]


@pytest.mark.case("T026")
def test_of_two_ticks_at_once_one_does_the_job(caplog: pytest.LogCaptureFixture) -> None:
    assert two_schedulers_tick(caplog) == ["Orphans removed: 3"]
    assert "documents-orphans is in other hands" in caplog.text


@pytest.mark.twin("T026")
def test_without_the_lock_the_job_is_done_twice(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def everyone(job: str) -> Iterator[bool]:
        yield True

    monkeypatch.setattr("klyngeokonomi.documents.tasks.alone", everyone)
    assert two_schedulers_tick(caplog) == ["Orphans removed: 3"] * 2


def test_jobs_do_not_wait_for_each_other_and_each_is_free_again() -> None:
    with alone("probe-a") as a, alone("probe-b") as b, alone("probe-a") as again:
        assert (a, b, again) == (True, True, False)
    with alone("probe-a") as a:
        assert a


def test_a_job_that_fails_lets_go() -> None:
    with pytest.raises(RuntimeError), alone("probe"):
        raise RuntimeError
    with alone("probe") as mine:
        assert mine


def test_the_jobs_own_transactions_commit_as_they_go() -> None:
    with alone("probe"):
        assert connection.get_autocommit()
        assert not connection.in_atomic_block


def test_a_holder_that_hangs_loses_the_lock() -> None:
    with alone("probe", seconds=1) as first:
        assert first
        deadline = time.monotonic() + 10
        while True:
            with alone("probe") as mine:
                if mine:
                    break
            assert time.monotonic() < deadline
            time.sleep(0.05)
