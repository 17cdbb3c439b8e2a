"""What is held off at the door comes in when the guard is taken away: kinds, names, quotas."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from clusters.models import User
from klyngeokonomi.documents import kinds, names, quota, storage
from klyngeokonomi.documents.models import ContentType, Document
from klyngeokonomi.documents.receive import receive
from klyngeokonomi.refused import Refused
from tests.factories.papers import jpeg, upload
from tests.klyngeokonomi.documents import corpus
from tests.people import person_with_account

DISGUISED = {
    "kvittering.jpg": b"MZ\x90\x00\x03 a program",
    "faktura.pdf": b"<!doctype html><script>alert(1)</script>",
    "logo.png": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "bon.jpeg": b"#!/bin/sh\nrm -rf /\n",
    "scan.pdf": b"GIF89a%PDF-1.7",
    "billede.heic": b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom",
    "billede.jpg": corpus.picture("TIFF"),
    "regning.pdf": b"<?xml version='1.0'?><Invoice/>",
    "mappe.pdf": b"\x7fELF\x02\x01\x01",
}
PACKED = {
    "referat.pdf": corpus.zipped(),
    "regneark.jpg": corpus.zipped("xl/workbook.xml"),
    "gammel.pdf": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "billeder.png": corpus.zipped("kvittering.jpg"),
    "arkiv.pdf": b"7z\xbc\xaf\x27\x1c",
    "arkiv.jpg": b"Rar!\x1a\x07\x01\x00",
    "arkiv.png": b"\x1f\x8b\x08\x00",
}


def kept(files: dict[str, bytes], by: User) -> list[str]:
    """Names of the files that were taken in, though each claims by name and type to be what we accept."""
    taken = []
    for name, content in files.items():
        try:
            receive(SimpleUploadedFile(name, content, content_type="image/jpeg"), by=by)
        except Refused as refused:
            assert str(refused)
        else:
            taken.append(name)
    return taken


@pytest.mark.case("T059", "T082")
def test_a_file_that_is_not_what_its_name_says_is_not_kept(mette: User) -> None:
    assert kept(DISGUISED | PACKED, mette) == []
    assert not Document.objects.exists()


@pytest.mark.twin("T059", "T082")
def test_when_the_name_is_believed_programs_pages_and_archives_lie_in_the_store(
    mette: User, monkeypatch
) -> None:
    monkeypatch.setattr(kinds, "kind_of", lambda head: ContentType.JPEG)
    assert kept(DISGUISED | PACKED, mette) == [*DISGUISED, *PACKED]
    page = Document.objects.get(name="faktura.pdf.jpg")
    assert storage.original(page).read_bytes().startswith(b"<!doctype html>")


@pytest.mark.twin("T064")
def test_when_nobody_looks_whether_there_is_anything_an_empty_file_is_kept(mette: User, monkeypatch) -> None:
    from klyngeokonomi.documents import receive as door

    monkeypatch.setattr(door, "_check_size", lambda size: None)
    monkeypatch.setattr(door, "_head", lambda file: jpeg()[: kinds.HEAD])
    written: list[int] = []
    monkeypatch.setattr(door, "_record", lambda _id, seal, *_: written.append(seal.size))
    receive(upload(b""), by=mette)
    assert written == [0]


WEAPONS = [
    "../../../etc/cron.d/x.jpg",
    "..\\..\\web.config.jpg",
    "bon\x00.jpg",
    "faktura\u202egpj.exe",
    "a\r\nSet-Cookie: sessionid=1.jpg",
    ".htaccess",
    "a" * 5000 + ".jpg",
    "\u2066skjult\u2069.jpg",
    '"; filename="virus.exe',
    "<script>alert(1)</script>.html",
]


def harm_in(name: str) -> bool:
    """Whether a name could break a header, a screen or the reader's judgement of what it is."""
    return (
        len(name) > names.MAX_LENGTH
        or name.startswith(".")
        or not name.endswith(".jpg")
        or any(sign in name for sign in '/\\\r\n\x00\u202e\u2066"<>')
    )


def shown_names(by: User) -> list[str]:
    documents = []
    for weapon in WEAPONS:
        file = upload(jpeg())
        file._name = weapon  # past Django's own cleaning, which is not the guard on trial
        documents.append(receive(file, by=by))
    for document in documents:
        assert storage.original(document).parent.name == str(document.pk)
    return [document.name for document in documents]


@pytest.mark.case("T075")
def test_a_name_is_shown_clean_and_names_nothing_on_disk(mette: User) -> None:
    assert [name for name in shown_names(mette) if harm_in(name)] == []


@pytest.mark.twin("T075")
def test_a_name_that_is_not_cleaned_is_a_weapon(mette: User, monkeypatch) -> None:
    monkeypatch.setattr(
        names, "shown_name", lambda given, kind: given.replace("\x00", "")[: names.MAX_LENGTH]
    )
    assert len([name for name in shown_names(mette) if harm_in(name)]) >= 7


@pytest.mark.django_db(transaction=True)
@pytest.mark.twin("T079")
def test_without_the_lock_eight_at_once_all_pass_a_limit_of_three(settings, monkeypatch) -> None:
    settings.DOCUMENT_DAILY_COUNT = 3
    mette = person_with_account("Mette", "Prøve")
    together, counts = threading.Barrier(8, timeout=30), quota.check

    def all_count_before_any_writes(by: User, *, size: int) -> None:
        counts(by, size=size)
        together.wait()

    monkeypatch.setattr(quota, "hold", lambda by: None)
    monkeypatch.setattr(quota, "check", all_count_before_any_writes)

    def one(_: int) -> None:
        try:
            receive(upload(jpeg()), by=mette)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(one, range(8)))
    assert Document.objects.filter(uploaded_by=mette).count() == 8
