"""Where a paper's bytes lie, and how they get there. The layout under DOCUMENT_ROOT, or in the bucket (bucket.py):

    <id>/original            as received, mode 0600, never changed
    <id>/v<version>/         page-N.jpg, thumb-1.jpg, and clean.pdf for a PDF: what the child made

A file is written under another name, flushed to the disk, and renamed: a name has all its bytes. In a bucket it
shows when it is whole.
"""

import hashlib
import logging
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings

from klyngeokonomi import faults
from klyngeokonomi.documents import bucket
from klyngeokonomi.documents.bucket import Stored
from klyngeokonomi.documents.models import Document

ORPHAN_SECONDS = 3600
"""A folder without a row is left alone this long: its transaction may still be open."""


log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Seal:
    """Size in bytes and SHA-256 (hex) of what was written."""

    size: int
    sha256: str


class _Measured:
    """Chunks on their way to where they are kept: how many bytes went by, and their digest."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks, self._size, self._digest = chunks, 0, hashlib.sha256()

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self._digest.update(chunk)
            self._size += len(chunk)
            yield chunk

    def seal(self) -> Seal:
        return Seal(self._size, self._digest.hexdigest())


def folder(document_id: UUID) -> Path:
    return Path(settings.DOCUMENT_ROOT) / str(document_id)


def original(document: Document) -> Path | Stored:
    return _at(document, "original")


def page(document: Document, number: int) -> Path | Stored:
    return _at(document, f"{reading(document)}/page-{number}.jpg")


def thumbnail(document: Document) -> Path | Stored:
    return _at(document, f"{reading(document)}/thumb-1.jpg")


def clean_copy(document: Document) -> Path | Stored:
    return _at(document, f"{reading(document)}/clean.pdf")


def reading(document: Document) -> str:
    """The name of the last completed reading's folder."""
    return f"v{document.version}"


def _at(document: Document, name: str) -> Path | Stored:
    return Stored(f"{document.pk}/{name}") if bucket.is_used() else folder(document.pk) / name


@contextmanager
def workshop(document: Document) -> Iterator[tuple[Path, Path]]:
    """The original at hand, and an empty folder for what is made of it; both are put away afterwards."""
    if bucket.is_used():
        with tempfile.TemporaryDirectory(prefix="reading-") as place:
            source, out = Path(place) / "original", Path(place) / "made"
            bucket.fetch(original(document), source)
            out.mkdir()
            yield source, out
        return
    out = Path(tempfile.mkdtemp(dir=folder(document.pk), prefix="reading-"))
    try:
        yield original(document), out
    finally:
        shutil.rmtree(out, ignore_errors=True)


def write_original(document_id: UUID, chunks: Iterable[bytes]) -> Seal:
    """Write the original and make it last. Raises OSError (disk full among them); leaves nothing then."""
    measured = _Measured(chunks)
    if bucket.is_used():
        bucket.write(f"{document_id}/original", measured)
        return measured.seal()
    home = folder(document_id)
    home.mkdir(mode=0o700, parents=True)
    try:
        part = home / "original.part"
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.writelines(measured)
            file.flush()
            os.fsync(file.fileno())
        part.rename(home / "original")
        _flush_names(home)
        _flush_names(home.parent)
    except BaseException:
        remove(document_id)
        raise
    return measured.seal()


def keep_reading(made: Path, document: Document, version: int) -> None:
    """Give the folder a reading was made in its lasting name; one a dead worker left there goes first."""
    if bucket.is_used():
        bucket.write_folder(made, f"{document.pk}/v{version}/")
        return
    target = folder(document.pk) / f"v{version}"
    if target.exists():
        shutil.rmtree(target)
    for path in made.iterdir():
        path.chmod(0o600)
        with path.open("rb") as file:
            os.fsync(file.fileno())
    _flush_names(made)
    made.rename(target)
    _flush_names(target.parent)


def forget_readings(document_id: UUID, *, but: int) -> None:
    """Remove every reading but the one with that version, and what was left half done."""
    if bucket.is_used():
        bucket.remove(f"{document_id}/", but=(f"{document_id}/original", f"{document_id}/v{but}/"))
        return
    for path in folder(document_id).iterdir():
        if path.is_dir() and path.name != f"v{but}":
            shutil.rmtree(path, ignore_errors=True)


def remove(document_id: UUID) -> None:
    """Delete all of a paper. What cannot be deleted now is an orphan, and the sweep's to remove."""
    if not bucket.is_used():
        shutil.rmtree(folder(document_id), ignore_errors=True)
        return
    try:
        bucket.remove(f"{document_id}/")
    except OSError as error:
        log.warning("%s is left for the sweep: %s", document_id, error)


def sha256_of(path: Path | Stored) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def folders(*, older_than: float | None = None) -> Iterator[str]:
    """The names of all folders, or of those nothing was written to for so many seconds."""
    latest = time.time() - (older_than or 0)
    if bucket.is_used():
        yield from (name for name, written in bucket.folders().items() if written.timestamp() <= latest)
    elif Path(settings.DOCUMENT_ROOT).is_dir():
        for entry in os.scandir(settings.DOCUMENT_ROOT):
            if entry.is_dir() and (older_than is None or entry.stat().st_mtime < latest):
                yield entry.name


def sweep_orphans() -> int:
    """Remove folders without a row (an upload whose transaction was rolled back); how many there were."""
    found = list(folders(older_than=ORPHAN_SECONDS))
    ids = {_as_id(name) for name in found} - {None}
    known = set(Document.objects.filter(pk__in=ids).values_list("pk", flat=True))
    faults.point("documents.orphans_found")
    for orphan in ids - known:
        remove(orphan)
    return len(ids - known)


def _as_id(name: str) -> UUID | None:
    try:
        return UUID(name)
    except ValueError:
        return None


def _flush_names(directory: Path) -> None:
    """Make the names in a folder last (fsync on a folder; ext4 and xfs need it after a rename)."""
    handle = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
