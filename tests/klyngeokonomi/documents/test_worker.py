"""Reading by a real worker over a real broker, also when one of them is away or killed."""

import time
from collections.abc import Callable
from datetime import timedelta

import psutil
import pytest
from django.utils import timezone

from klyngeokonomi.documents import storage
from klyngeokonomi.documents.models import Document, State
from klyngeokonomi.documents.receive import receive
from klyngeokonomi.processes import Process
from tests.factories.papers import upload
from tests.klyngeokonomi.documents import corpus
from tests.people import person_with_account

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def given(content: bytes) -> Document:
    return receive(upload(content), by=person_with_account("Mette", "Prøve"))


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 90
    while not true():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.05)


def is_now(document: Document, state: State) -> bool:
    document.refresh_from_db()
    return document.state == state


def test_the_kick_has_a_paper_read_while_the_page_sees_how_far_it_is(worker: Process) -> None:
    document = given(corpus.pdf(pages=30))
    seen: set[int] = set()

    def is_read() -> bool:
        ready = is_now(document, State.READY)
        seen.add(document.pages_read)
        return ready

    wait_until(is_read)
    assert (document.pages, document.attempts, document.problem) == (30, 1, "")
    assert storage.page(document, 30).is_file()
    assert len(seen) > 2


def test_a_worker_killed_while_it_reads_leaves_a_paper_that_the_next_one_reads(worker: Process) -> None:
    document = given(corpus.slow(500))
    wait_until(lambda: is_now(document, State.READING) and bool(children_on(document)))
    worker.kill()
    wait_until(lambda: not children_on(document))
    assert is_now(document, State.READING)
    Document.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    worker.start()
    wait_until(lambda: is_now(document, State.READY))
    assert (document.attempts, document.page_set.count()) == (2, 1)
    assert sorted(path.name for path in storage.folder(document.pk).iterdir()) == ["original", "v1"]


def children_on(document: Document) -> list[int]:
    """Ids of live processes that read this paper, wherever they hang."""
    source = str(storage.original(document))
    found = []
    for process in psutil.process_iter(["cmdline", "status"]):
        if source in (process.info["cmdline"] or []) and process.info["status"] != psutil.STATUS_ZOMBIE:
            found.append(process.pid)
    return found
