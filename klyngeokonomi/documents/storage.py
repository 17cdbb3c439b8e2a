"""Where a paper's bytes lie, and how they get there. The layout under DOCUMENT_ROOT:

    <id>/original            as received, mode 0600, never changed
    <id>/v<version>/         page-N.jpg, thumb-1.jpg, and clean.pdf for a PDF: what the child made

A file is written under another name, flushed to the disk, and renamed: a name has all its bytes.
"""

import hashlib
import os
import shutil
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings

from klyngeokonomi import faults
from klyngeokonomi.documents.models import Document

ORPHAN_SECONDS = 3600
"""A folder without a row is left alone this long: its transaction may still be open."""


@dataclass(frozen=True)
class Seal:
    """Size in bytes and SHA-256 (hex) of what was written."""

    size: int
    sha256: str


def folder(document_id: UUID) -> Path:
    return Path(settings.DOCUMENT_ROOT) / str(document_id)


def original(document: Document) -> Path:
    return folder(document.pk) / "original"


def reading(document: Document) -> Path:
    """The folder of the last completed reading."""
    return folder(document.pk) / f"v{document.version}"


def page(document: Document, number: int) -> Path:
    return reading(document) / f"page-{number}.jpg"


def thumbnail(document: Document) -> Path:
    return reading(document) / "thumb-1.jpg"


def clean_copy(document: Document) -> Path:
    return reading(document) / "clean.pdf"


def write_original(document_id: UUID, chunks: Iterable[bytes]) -> Seal:
    """Write the original and make it last. Raises OSError (disk full among them); leaves nothing then."""
    home = folder(document_id)
    home.mkdir(mode=0o700, parents=True)
    digest, size = hashlib.sha256(), 0
    try:
        part = home / "original.part"
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            for chunk in chunks:
                file.write(chunk)
                digest.update(chunk)
                size += len(chunk)
            file.flush()
            os.fsync(file.fileno())
        part.rename(home / "original")
        _flush_names(home)
        _flush_names(home.parent)
    except BaseException:
        remove(document_id)
        raise
    return Seal(size, digest.hexdigest())


def keep_reading(made: Path, document: Document, version: int) -> None:
    """Give the folder a reading was made in its lasting name; one a dead worker left there goes first."""
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
    for path in folder(document_id).iterdir():
        if path.is_dir() and path.name != f"v{but}":
            shutil.rmtree(path, ignore_errors=True)


def remove(document_id: UUID) -> None:
    shutil.rmtree(folder(document_id), ignore_errors=True)


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sweep_orphans() -> int:
    """Remove folders without a row (an upload whose transaction was rolled back); how many there were."""
    root = Path(settings.DOCUMENT_ROOT)
    if not root.is_dir():
        return 0
    old = time.time() - ORPHAN_SECONDS
    found = {entry.name for entry in os.scandir(root) if entry.is_dir() and entry.stat().st_mtime < old}
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
