import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from clusters.models import User
from klyngeokonomi.documents import reading, storage
from klyngeokonomi.documents.models import Document, State
from klyngeokonomi.documents.receive import receive
from tests.factories.papers import jpeg, upload
from tests.klyngeokonomi.documents import corpus
from tests.klyngeokonomi.documents.conftest import TakeIn
from tests.people import person_with_account


def received(by: User, content: bytes | None = None) -> Document:
    return receive(upload(content or jpeg()), by=by)


def left_by_a_dead_worker(document: Document, *, attempts: int = 1, ago: int = 1) -> None:
    """The row as a worker leaves it that was killed while it read; its lease ran out `ago` seconds back."""
    Document.objects.filter(pk=document.pk).update(
        state=State.READING, attempts=attempts, lease_until=timezone.now() - timedelta(seconds=ago)
    )


def long_waiting(document: Document) -> None:
    Document.objects.filter(pk=document.pk).update(uploaded_at=timezone.now() - timedelta(minutes=1))


def test_what_is_read_is_ready_and_sealed_page_by_page(take_in: TakeIn) -> None:
    document = take_in(corpus.pdf(pages=2))
    assert (document.state, document.attempts, document.version, document.lease_until) == (
        "ready",
        1,
        1,
        None,
    )
    for page in document.page_set.all():
        assert storage.sha256_of(storage.page(document, page.number)) == page.sha256
    assert storage.sha256_of(storage.clean_copy(document)) == document.copy_sha256
    names = sorted(path.name for path in storage.folder(document.pk).rglob("*"))
    assert names == ["clean.pdf", "original", "page-1.jpg", "page-2.jpg", "thumb-1.jpg", "v1"]


def test_a_second_reading_does_nothing(take_in: TakeIn) -> None:
    document = take_in(jpeg())
    assert reading.read(document.pk) is None
    document.refresh_from_db()
    assert (document.attempts, document.version) == (1, 1)


def test_one_that_is_gone_is_nothing_to_read(db: None) -> None:
    assert reading.read("7e7d4a3c-7a54-4a87-9a3b-6a1c7d0f0c11") is None


@pytest.mark.django_db(transaction=True)
def test_four_workers_at_once_read_it_once() -> None:
    document = received(person_with_account("Mette", "Prøve"))

    def one(_: int) -> bool:
        try:
            return reading.read(document.pk) is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(one, range(4))) == 1
    document.refresh_from_db()
    assert (document.state, document.attempts, document.version, document.page_set.count()) == (
        "ready",
        1,
        1,
        1,
    )


def test_one_in_another_workers_hands_is_left_there(mette: User) -> None:
    document = received(mette)
    left_by_a_dead_worker(document, ago=-60)
    assert reading.read(document.pk) is None
    assert reading.sweep() == 0


def test_the_sweep_reads_what_a_dead_worker_left(mette: User) -> None:
    document = received(mette)
    left_by_a_dead_worker(document)
    (storage.folder(document.pk) / "reading-dead").mkdir()
    (storage.folder(document.pk) / "v1").mkdir()
    assert reading.sweep() == 1
    document.refresh_from_db()
    assert (document.state, document.attempts) == ("ready", 2)
    assert storage.page(document, 1).is_file()


@pytest.mark.django_db(transaction=True)
def test_what_was_left_half_done_is_removed_when_it_is_read() -> None:
    document = received(person_with_account("Mette", "Prøve"))
    (storage.folder(document.pk) / "reading-dead").mkdir()
    reading.read(document.pk)
    assert sorted(path.name for path in storage.folder(document.pk).iterdir()) == ["original", "v1"]


def test_a_third_try_is_given_and_a_fourth_is_not(mette: User) -> None:
    third, fourth = received(mette), received(mette)
    left_by_a_dead_worker(third, attempts=2)
    left_by_a_dead_worker(fourth, attempts=3)
    assert reading.sweep() == 1
    third.refresh_from_db()
    fourth.refresh_from_db()
    assert (third.state, third.attempts) == ("ready", 3)
    assert (fourth.state, fourth.attempts, fourth.lease_until) == ("refused", 3, None)
    assert fourth.problem == "Filen kunne ikke læses. Gem den på ny som PDF eller JPEG, og upload den igen."


def test_the_sweep_leaves_a_fresh_one_to_its_kick_and_takes_the_rest_oldest_first(mette: User) -> None:
    fresh, old = received(mette), received(mette)
    long_waiting(old)
    assert reading.sweep() == 1
    fresh.refresh_from_db()
    old.refresh_from_db()
    assert (fresh.state, old.state) == ("received", "ready")


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_lost_its_lease_writes_nothing() -> None:
    """Another worker takes the paper over while the first one's child is at work on its twenty pages."""
    document = received(person_with_account("Mette", "Prøve"), corpus.pdf(pages=20))
    taken_over = timezone.now() + timedelta(minutes=5)

    def take_over() -> int:
        being_read = Document.objects.filter(state=State.READING)
        try:
            while not (taken := being_read.update(lease_until=taken_over)):
                time.sleep(0.01)
            return taken
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread:
        thief = thread.submit(take_over)
        assert reading.read(document.pk) is None
        assert thief.result() == 1
    document.refresh_from_db()
    assert (document.state, document.lease_until, document.version) == ("reading", taken_over, 0)
    assert [path.name for path in storage.folder(document.pk).iterdir()] == ["original"]


def test_text_of_a_picture_is_none(take_in: TakeIn) -> None:
    assert take_in(jpeg()).text is None
