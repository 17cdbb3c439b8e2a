"""The disk of the papers is full, or a transaction is rolled back around a paper: never a row without its bytes."""

import os
import resource
import shutil
import subprocess
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest
from django.db import transaction

from expenses.models import Voucher
from klyngeokonomi.development.fault_plans import lay
from klyngeokonomi.documents import discard, receive, storage
from klyngeokonomi.documents.discard import discard_document
from klyngeokonomi.documents.models import Document
from klyngeokonomi.documents.proofs import check_papers
from klyngeokonomi.processes import Process
from tests.factories.papers import jpeg, upload
from tests.hold.ground.browser import Browser
from tests.hold.ground.build import Ground
from tests.people import People

pytestmark = pytest.mark.services
ROOM, TOO_MUCH = 128 * 1024, 400 * 1024
LONG_AGO = 1_600_000_000


@contextmanager
def little_room(ground: Ground, *processes: int) -> Iterator[None]:
    """A disk of ROOM bytes where the papers lie; where we may not mount one, files of at most ROOM bytes."""
    ground.documents.mkdir(exist_ok=True)
    mount = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(ground.documents)], check=False
    )
    if mount and mount.returncode == 0:
        try:
            yield
        finally:
            subprocess.run(["umount", "--lazy", str(ground.documents)], check=True)
        return
    before = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in processes}
    for pid, (_, hard) in before.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (ROOM, hard))
    try:
        yield
    finally:
        for pid, limits in before.items():
            resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)


def padded(shade: int) -> bytes:
    """A picture of more bytes than there is room for; a reader never sees what comes after its end."""
    return jpeg(shade) + os.urandom(TOO_MUCH)


@pytest.mark.case("T046")
def test_a_full_disk_refuses_the_paper_and_leaves_nothing(
    ground: Ground, crew: People, ground_web: Process
) -> None:
    mette, key = Browser(f"http://localhost:{ground_web.port}", crew.mette), str(uuid.uuid4())
    form = {"form_key": key, "kind": "outlay", "videre": "1"}
    before, known_before = Document.objects.count(), set(storage.folders())
    with little_room(ground, *(one.pid for one in psutil.Process(ground_web.child.pid).children())):
        answer = mette.post("/bilag/nyt/", form, padded(80_001))
        assert (answer.status, "Filen kunne ikke gemmes" in answer.text) == (200, True)
        assert Document.objects.count() == before
        assert [name for name in storage.folders() if name not in known_before] == []
        assert mette.post("/bilag/nyt/", form, jpeg(80_002)).status == 302
        kept = Voucher.objects.get(form_key=key).attachments.get().document
        assert storage.sha256_of(storage.original(kept)) == kept.sha256
        shutil.copytree(storage.folder(kept.pk), ground.folder / "kept")
    shutil.copytree(ground.folder / "kept", storage.folder(kept.pk), dirs_exist_ok=True)


@pytest.mark.twin("T046")
def test_a_writer_that_does_not_mind_leaves_rows_without_their_bytes(
    ground: Ground, crew: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(document_id: uuid.UUID, chunks: list[bytes]) -> storage.Seal:
        content = b"".join(chunks)
        home = storage.folder(document_id)
        home.mkdir(parents=True)
        with suppress(OSError):
            (home / "original").write_bytes(content)
        return storage.Seal(len(content), "0" * 64)

    monkeypatch.setattr(receive.storage, "write_original", careless)
    with little_room(ground, os.getpid()):
        paper = receive.receive(upload(padded(80_003)), by=crew.mette)
        assert storage.original(paper).stat().st_size < paper.size
        assert any(str(paper.pk) in fault and "original" in fault for fault in check_papers())
    discard_document(paper)


class Undone(Exception):
    """What rolls a transaction back."""


def undone(act: Callable[[], object]) -> None:
    with pytest.raises(Undone), transaction.atomic():
        act()
        raise Undone


def age(folder: Path) -> None:
    os.utime(folder, (LONG_AGO, LONG_AGO))


def orphan_of(ground: Ground, crew: People) -> set[str]:
    """An upload whose row is rolled back; the names of the folders it left, made an hour old."""
    before = set(storage.folders())
    undone(lambda: receive.receive(upload(jpeg(80_010)), by=crew.mette))
    left = set(storage.folders()) - before
    for name in left:
        age(ground.documents / name)
    return left


@pytest.mark.case("T047")
def test_what_a_rolled_back_upload_left_is_swept_and_a_kept_row_keeps_its_bytes(
    ground: Ground, crew: People
) -> None:
    left = orphan_of(ground, crew)
    assert len(left) == 1
    kept = receive.receive(upload(jpeg(80_011)), by=crew.mette)
    age(storage.folder(kept.pk))
    assert storage.sweep_orphans() == 1
    assert left & set(storage.folders()) == set()
    kept_id = kept.pk
    undone(lambda: discard_document(kept))
    kept = Document.objects.get(pk=kept_id)
    assert storage.sha256_of(storage.original(kept)) == kept.sha256
    discard_document(kept)
    assert not storage.folder(kept_id).exists()


@pytest.mark.case("T047")
def test_a_web_process_killed_between_file_and_row_leaves_an_orphan_that_is_swept(
    ground: Ground, crew: People, ground_web: Process
) -> None:
    mette, before = Browser(f"http://localhost:{ground_web.port}", crew.mette), set(storage.folders())
    lay(ground.faults, "paper.kept", "kill")
    form = {"form_key": str(uuid.uuid4()), "kind": "outlay", "videre": "1"}
    assert mette.post("/bilag/nyt/", form, jpeg(80_012)).status == 0
    left = set(storage.folders()) - before
    assert (len(left), Document.objects.filter(pk__in=left).exists()) == (1, False)
    age(ground.documents / left.pop())
    assert storage.sweep_orphans() == 1


@pytest.mark.twin("T047")
def test_without_sweep_and_order_orphans_stay_and_rows_lose_their_bytes(
    ground: Ground, crew: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    (left,) = orphan_of(ground, crew)
    assert any(left in fault for fault in check_papers())
    storage.sweep_orphans()
    kept = receive.receive(upload(jpeg(80_013)), by=crew.mette)
    kept_id = str(kept.pk)
    monkeypatch.setattr(discard.transaction, "on_commit", lambda act, robust=False: act())
    undone(lambda: discard_document(kept))
    assert any(kept_id in fault and "original" in fault for fault in check_papers())
    discard_document(Document.objects.get(pk=kept_id))
