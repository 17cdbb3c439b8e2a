"""The parent's answer when the child dies, hangs or eats: a sentence, no page, no process left."""

import os
import signal
import threading
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from klyngeokonomi.documents import storage
from klyngeokonomi.documents.child.report import Problem
from klyngeokonomi.documents.models import Document
from klyngeokonomi.documents.run_child import Outcome, run
from tests.klyngeokonomi.documents import corpus
from tests.klyngeokonomi.documents.conftest import TakeIn

TOO_LONG = "Filen tog for lang tid at læse. Gem den i en mindre udgave, og upload den igen."
TOO_MUCH = "Filen kræver for meget hukommelse at læse. Gem den i en mindre udgave, og upload den igen."
DIED = "Filen kunne ikke læses. Gem den på ny som PDF eller JPEG, og upload den igen."


def nothing_left(document: Document) -> bool:
    """Only the original on the disk, no page in the database, no child alive."""
    names = [path.name for path in storage.folder(document.pk).iterdir()]
    alive = psutil.Process().children(recursive=True)
    return names == ["original"] and not document.page_set.exists() and not _readers(alive)


def _readers(processes: list[psutil.Process]) -> list[psutil.Process]:
    return [process for process in processes if _reads(process)]


def _reads(process: psutil.Process) -> bool:
    """Another of this process's children may end while it is looked at: then it reads nothing."""
    with suppress(psutil.NoSuchProcess):
        return process.status() != "zombie" and "klyngeokonomi.documents.child" in process.cmdline()
    return False


def test_a_file_that_takes_too_much_cpu_is_refused(take_in: TakeIn, settings) -> None:
    settings.DOCUMENT_READ_CPU_SECONDS = 2
    document = take_in(corpus.slow(5000))
    assert (document.state, document.problem) == ("refused", TOO_LONG)
    assert nothing_left(document)


def test_a_file_that_takes_too_long_is_refused(take_in: TakeIn, settings) -> None:
    settings.DOCUMENT_READ_SECONDS = 2
    document = take_in(corpus.slow(50_000))
    assert (document.state, document.problem) == ("refused", TOO_LONG)
    assert nothing_left(document)


def test_a_picture_that_takes_too_much_memory_is_refused(take_in: TakeIn, settings) -> None:
    content = corpus.png_of_one_colour(10_000, 6_000)
    settings.DOCUMENT_READ_MEMORY = 80 << 20
    document = take_in(content)
    assert (document.state, document.problem) == ("refused", TOO_MUCH)
    assert nothing_left(document)


@pytest.mark.case("T066")
def test_a_page_that_unpacks_to_more_than_there_is_ends_the_child_alone(take_in: TakeIn, settings) -> None:
    content = corpus.stream_bomb(400)
    assert len(content) < 2_500_000
    settings.DOCUMENT_READ_MEMORY = 300 << 20
    document = take_in(content)
    assert (document.state, document.problem) == ("refused", DIED)
    assert nothing_left(document)


@pytest.mark.case("T066")
def test_a_page_that_unpacks_to_much_is_read_within_the_limits(take_in: TakeIn) -> None:
    assert take_in(corpus.stream_bomb(200)).state == "ready"


def kill_the_child() -> None:
    for _ in range(500):
        if children := _readers(psutil.Process().children()):
            os.kill(children[0].pid, signal.SIGKILL)
            return
        time.sleep(0.01)


def test_a_child_that_is_killed_is_answered_for(take_in: TakeIn) -> None:
    killer = threading.Thread(target=kill_the_child)
    killer.start()
    document = take_in(corpus.slow(5000))
    killer.join()
    assert (document.state, document.problem) == ("refused", DIED)
    assert nothing_left(document)


def test_progress_comes_page_by_page(tmp_path: Path) -> None:
    source, out = tmp_path / "source", tmp_path / "out"
    source.write_bytes(corpus.pdf(pages=30))
    out.mkdir()
    seen: list[tuple[int | None, int]] = []

    def note(so_far: Outcome) -> None:
        seen.append((so_far.expected, len(so_far.sizes)))

    outcome = run(source, out, kind="application/pdf", rotation=0, progress=note)
    assert (outcome.problem, outcome.done, outcome.expected) == (None, True, 30)
    assert seen == sorted(seen)
    assert seen[-1] == (30, 30)
    assert [read for _, read in seen if 0 < read < 30]


def test_a_source_that_is_gone_is_a_death_not_an_error(tmp_path: Path) -> None:
    outcome = run(tmp_path / "none", tmp_path, kind="application/pdf", rotation=0, progress=lambda _: None)
    assert outcome.problem == Problem.DIED


@pytest.mark.parametrize("secret", ["DATABASE_URL", "SECRET_KEY"])
def test_the_child_inherits_no_secret(tmp_path: Path, monkeypatch, secret: str) -> None:
    monkeypatch.setenv(secret, "hemmelig")
    seen: list[dict[str, str]] = []
    source, out = tmp_path / "source", tmp_path / "out"
    source.write_bytes(corpus.pdf(pages=2))
    out.mkdir()

    def look(_: Outcome) -> None:
        with suppress(psutil.ZombieProcess):  # done before it was looked at; an earlier look saw it
            seen.extend(process.environ() for process in _readers(psutil.Process().children()))

    run(source, out, kind="application/pdf", rotation=0, progress=look)
    assert seen
    assert all(secret not in environment for environment in seen)
