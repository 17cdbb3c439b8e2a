"""Papers in an S3-compatible store: a real server of its protocol, and the product's own ways in and out."""

import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from klyngeokonomi import document_storage, processes
from klyngeokonomi.documents import proofs, seal, storage
from klyngeokonomi.documents.discard import discard_document
from klyngeokonomi.documents.models import Document, State
from klyngeokonomi.documents.reading import read
from klyngeokonomi.documents.receive import NOT_KEPT, receive
from klyngeokonomi.documents.rotate import rotate_document
from klyngeokonomi.refused import Refused
from tests.factories.expenses import voucher_at
from tests.factories.papers import jpeg, upload
from tests.klyngeokonomi.documents import corpus
from tests.people import make_people
from tests.services import ended, free_port

KEYS = {"S3_ACCESS_KEY": "an-access-key", "S3_SECRET_KEY": "a-secret-key"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running store."""
    folder, port = tmp_path_factory.mktemp("s3"), free_port()
    command = [str(Path(sys.executable).parent / "moto_server"), "-H", "127.0.0.1", "-p", str(port)]
    process = processes.Process("s3", command, processes._takes_calls, {}, folder / "s3.log", port)
    with ended(process.start()):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def bucket(store: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """An empty bucket that the product is told to use; with nginx in front, which cannot reach it."""
    name = f"papirer-{uuid.uuid4().hex[:8]}"
    for key, value in KEYS.items():
        monkeypatch.setenv(key, value)
    use(settings, f"s3://{name}?endpoint={store}&region=eu-north-1")
    settings.ACCEL_LOCATION = "/papirernes-sted/"
    server = boto3.resource(
        "s3",
        endpoint_url=store,
        region_name="eu-north-1",
        aws_access_key_id="x",
        aws_secret_access_key="y",
    )
    return server.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-north-1"})


def use(settings: Any, url: str) -> None:
    settings.DOCUMENT_STORAGE = url
    settings.STORAGES = {**settings.STORAGES, **document_storage.storages(url)}


def names(bucket: Any, document: Document) -> list[str]:
    return sorted(one.key.removeprefix(f"{document.pk}/") for one in bucket.objects.all())


def test_a_paper_is_kept_read_turned_and_removed_in_the_store_alone(bucket, take_in, settings) -> None:
    document = take_in(corpus.pdf(pages=2))
    files = ["original", "v1/clean.pdf", "v1/page-1.jpg", "v1/page-2.jpg", "v1/thumb-1.jpg"]
    assert (document.state, names(bucket, document)) == (State.READY, files)
    assert not Path(settings.DOCUMENT_ROOT).exists()
    assert storage.original(document).read_bytes().startswith(b"%PDF")
    assert (seal.broken(document), list(proofs.check_papers())) == ([], [])


def test_a_turned_paper_keeps_its_last_reading_and_a_discarded_one_nothing(
    bucket, take_in, django_capture_on_commit_callbacks
) -> None:
    document = take_in(jpeg())
    with django_capture_on_commit_callbacks(execute=True):
        rotate_document(document)
        read(document.pk)
    assert names(bucket, document) == ["original", "v2/page-1.jpg", "v2/thumb-1.jpg"]
    document.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        discard_document(document)
    assert list(bucket.objects.all()) == []


def test_a_changed_or_stray_file_is_seen_and_the_stray_swept(bucket, take_in, monkeypatch) -> None:
    document, stray = take_in(jpeg()), uuid.uuid4()
    bucket.put_object(Key=f"{document.pk}/v1/page-1.jpg", Body=b"something else")
    bucket.put_object(Key=f"{stray}/original", Body=b"nobody's")
    assert seal.broken(document) == ["page-1.jpg"]
    assert len(list(proofs.check_papers())) == 2
    assert storage.sweep_orphans() == 0
    monkeypatch.setattr(storage, "ORPHAN_SECONDS", -5)
    assert storage.sweep_orphans() == 1
    assert {one.key.partition("/")[0] for one in bucket.objects.all()} == {str(document.pk)}


def test_the_bytes_come_through_the_access_check_and_no_other_way(bucket, db, client: Client, store) -> None:
    people = make_people()
    paper = voucher_at("submitted", people).attachments.get()
    address = f"/bilag/{paper.voucher_id}/papir/{paper.pk}/side/1/"
    assert client.get(address).status_code == 302
    client.force_login(people.frede)
    assert client.get(address).status_code == 404
    client.force_login(people.karen)
    answer = client.get(address)
    assert b"".join(answer.streaming_content) == storage.page(paper.document, 1).read_bytes()
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "X-Accel-Redirect" not in answer and store not in str(answer.headers)


def test_while_the_store_is_away_nothing_is_taken_in_and_what_waits_goes_on_waiting(
    bucket, mette, settings, monkeypatch
) -> None:
    waiting = receive(upload(jpeg()), by=mette)
    there = settings.DOCUMENT_STORAGE
    monkeypatch.setattr(document_storage, "TRIES", 1)
    use(settings, f"s3://{bucket.name}?endpoint=http://127.0.0.1:{free_port()}")
    with pytest.raises(Refused) as refused:
        receive(upload(jpeg(7)), by=mette)
    assert (str(refused.value), Document.objects.count()) == (NOT_KEPT, 1)
    kept_back = read(waiting.pk)
    assert (kept_back.state, kept_back.attempts, kept_back.scan_again_at is not None) == (
        State.RECEIVED,
        0,
        True,
    )
    use(settings, there)
    Document.objects.update(scan_again_at=None)
    assert read(waiting.pk).state == State.READY


@pytest.mark.parametrize("url", ["s3://", "https://store/bucket", "s3://bucket/inside", "s3://bucket?key=x"])
def test_an_address_that_means_nothing_stops_the_start(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DOCUMENT_STORAGE must be"):
        document_storage.storages(url)


def test_a_store_without_keys_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("S3_ACCESS_KEY", raising=False)
    with pytest.raises(ImproperlyConfigured, match="S3_ACCESS_KEY"):
        document_storage.storages("s3://papirer")
