"""Papers in an S3-compatible store (DOCUMENT_STORAGE): the same names as on the disk, the paper's id first.

The store is asked by this server alone, with keys nobody else has: no address of a paper is ever given out. What goes
wrong on the way to it is Away, an OSError as on a disk.
"""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files import File
from django.core.files.storage import storages


class Away(OSError):
    """The store did not do what it was asked; later it may."""


def is_used() -> bool:
    """Whether papers lie there, and not on the disk."""
    return bool(settings.DOCUMENT_STORAGE)


@dataclass(frozen=True)
class Stored:
    """One file in the store, with the few words of a Path that papers are handled by."""

    key: str

    @property
    def name(self) -> str:
        return PurePosixPath(self.key).name

    def is_file(self) -> bool:
        with _as_on_a_disk():
            return storages["documents"].exists(self.key)

    def open(self, mode: str = "rb") -> File:
        """All of it, taken home (into memory while small): reading it never stops half way."""
        with _as_on_a_disk():
            file = storages["documents"].open(self.key, mode)
            file.seek(0)
            return file

    def read_bytes(self) -> bytes:
        with self.open() as file:
            return file.read()


def write(key: str, chunks: Iterable[bytes]) -> None:
    """Put it there whole or not at all: the store shows a name when all its bytes have come."""
    with tempfile.TemporaryFile() as file:
        for chunk in chunks:
            file.write(chunk)
        file.seek(0)
        with _as_on_a_disk():
            storages["documents"].save(key, File(file))


def write_folder(folder: Path, prefix: str) -> None:
    """Every file of a folder under a prefix; what lay there goes first."""
    remove(prefix)
    for path in folder.iterdir():
        with path.open("rb") as file, _as_on_a_disk():
            storages["documents"].save(prefix + path.name, File(file))


def fetch(stored: Stored, target: Path) -> None:
    """A copy on this machine, for the child that reads it."""
    with stored.open() as file, target.open("xb") as copy:
        for chunk in file.chunks():
            copy.write(chunk)


def remove(prefix: str, *, but: tuple[str, ...] = ()) -> None:
    """Delete all that begins with `prefix`, except what begins with one of `but`."""
    with _as_on_a_disk():
        for found in storages["documents"].bucket.objects.filter(Prefix=prefix):
            if not found.key.startswith(but):
                found.delete()


def folders() -> dict[str, datetime]:
    """The first part of every name, and when something was last written under it."""
    latest: dict[str, datetime] = {}
    with _as_on_a_disk():
        for found in storages["documents"].bucket.objects.all():
            name = found.key.partition("/")[0]
            latest[name] = max(found.last_modified, latest.get(name, found.last_modified))
    return latest


@contextmanager
def _as_on_a_disk() -> Iterator[None]:
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise Away(f"the store of papers: {type(error).__name__}") from error
