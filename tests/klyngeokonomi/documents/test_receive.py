import errno
import hashlib
import os
import stat
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from clusters.models import User
from klyngeokonomi.documents import storage
from klyngeokonomi.documents.models import Document
from klyngeokonomi.documents.receive import receive
from klyngeokonomi.refused import Refused
from tests.factories.papers import jpeg, upload
from tests.klyngeokonomi.documents import corpus


def store(settings) -> list[Path]:
    root = Path(settings.DOCUMENT_ROOT)
    return list(root.iterdir()) if root.is_dir() else []


def padded(size: int) -> bytes:
    return jpeg().ljust(size, b"\x00")


def test_a_photo_is_kept_sealed_under_an_id_of_its_own(mette: User, settings) -> None:
    content = jpeg()
    document = receive(upload(content, "../../Kvittering.JPG"), by=mette)
    path = storage.original(document)
    assert path == Path(settings.DOCUMENT_ROOT) / str(document.pk) / "original"
    assert path.read_bytes() == content
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [file.name for file in path.parent.iterdir()] == ["original"]
    document.refresh_from_db()
    assert document.sha256 == hashlib.sha256(content).hexdigest()
    assert (document.name, document.content_type, document.size) == (
        "Kvittering.jpg",
        "image/jpeg",
        len(content),
    )
    assert (document.state, document.uploaded_by, document.pages) == ("received", mette, None)


@pytest.mark.case("T059")
def test_the_name_and_the_claimed_type_decide_nothing(mette: User, settings) -> None:
    lying = SimpleUploadedFile("kvittering.jpg", b"MZ\x90\x00 exe", content_type="image/jpeg")
    with pytest.raises(Refused, match=r"^Filen er ikke JPEG, PNG, HEIC eller PDF\."):
        receive(lying, by=mette)
    honest = SimpleUploadedFile("faktura.exe", corpus.pdf(), content_type="text/html")
    assert receive(honest, by=mette).content_type == "application/pdf"


@pytest.mark.case("T064")
def test_an_empty_file_is_refused(mette: User, settings) -> None:
    with pytest.raises(Refused, match=r"^Filen er tom\."):
        receive(upload(b""), by=mette)
    assert store(settings) == []


def test_20_mb_pass_and_one_byte_more_does_not(mette: User, settings) -> None:
    limit = 20 * 1024 * 1024
    assert receive(upload(padded(limit)), by=mette).size == limit
    with pytest.raises(Refused, match=r"^Filen fylder mere end 20 MB\."):
        receive(upload(padded(limit + 1)), by=mette)
    assert len(store(settings)) == 1


def test_a_declared_size_that_lies_is_found_out_and_nothing_is_left(mette: User, settings) -> None:
    settings.DOCUMENT_MAX_BYTES = 1024 * 1024
    file = upload(padded(1024 * 1024 + 1))
    file.size = 10
    with pytest.raises(Refused, match=r"^Filen fylder mere end 1 MB\."):
        receive(file, by=mette)
    assert store(settings) == []
    assert not Document.objects.exists()


class FullDisk(SimpleUploadedFile):
    """A file whose second half finds no room."""

    def chunks(self, chunk_size=None):
        yield self.read(100)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_is_said_and_leaves_neither_row_nor_file(mette: User, settings) -> None:
    with pytest.raises(Refused, match="der ikke er plads på serveren"):
        receive(FullDisk("bon.jpg", jpeg()), by=mette)
    assert store(settings) == []
    assert not Document.objects.exists()


def test_a_store_that_cannot_be_written_is_said(mette: User, settings, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    settings.DOCUMENT_ROOT = tmp_path / "file" / "documents"
    with pytest.raises(Refused, match=r"^Filen kunne ikke gemmes\. Prøv igen om lidt\."):
        receive(upload(jpeg()), by=mette)


@pytest.mark.django_db(transaction=True)
def test_a_transaction_rolled_back_leaves_a_file_without_a_row_never_the_reverse(settings) -> None:
    from tests.people import person_with_account

    mette = person_with_account("Mette", "Prøve")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        receive(upload(jpeg()), by=mette)
        _ = 1 / 0
    assert not Document.objects.exists()
    assert len(store(settings)) == 1
    assert storage.sweep_orphans() == 0
    long_ago = 1_600_000_000
    os.utime(store(settings)[0], (long_ago, long_ago))
    kept = receive(upload(jpeg()), by=mette)
    os.utime(storage.folder(kept.pk), (long_ago, long_ago))
    assert storage.sweep_orphans() == 1
    assert store(settings) == [storage.folder(kept.pk)]


def test_the_same_file_twice_is_two_papers_with_one_seal(mette: User) -> None:
    first, second = receive(upload(jpeg()), by=mette), receive(upload(jpeg()), by=mette)
    assert first.pk != second.pk
    assert first.sha256 == second.sha256
