"""The other end as folders on this machine: `ud` is emptied, and `ind` filled, by whoever carries the files.

What was handed over is remembered in `sendt` by its digest alone: a file that is gone from `ud` was not thereby never
there, and what names people by CPR number lies open no longer than until it is fetched.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from klyngeokonomi.integrations.file_exchange.connection import Connection
from klyngeokonomi.integrations.file_exchange.port import (
    LARGEST_FILE,
    IncomingFile,
    SendOutcome,
    Sent,
    Unreachable,
    digest,
    is_plain_name,
    is_whole_file,
)

BEGUN = ".begyndt"
OTHER_BYTES = "Der er allerede en anden fil med navnet {name}."


class FileDrop:
    """FilePort on the folder of the connection."""

    def __init__(self, connection: Connection) -> None:
        self.end, root = connection.end, connection.folder
        self.out, self.into = root / connection.out_folder, root / connection.in_folder
        self.taken, self.sent = root / connection.taken_folder, root / "sendt"

    def send(self, name: str, content: bytes) -> SendOutcome:
        if not is_plain_name(name):
            return SendOutcome(Sent.REFUSED, f"»{name}« kan ikke være navnet på en fil til {self.end}.")
        begun = self.sent / (name + BEGUN)
        try:
            self._make_folders()
            if found := self._found(name):
                same = found == digest(content)
                return SendOutcome(*((Sent.SENT,) if same else (Sent.REFUSED, OTHER_BYTES.format(name=name))))
            if begun.exists():
                return SendOutcome(
                    Sent.UNKNOWN,
                    f"Filen er begyndt lagt til {self.end} før, men ikke set lagt færdig.",
                )
            write_whole(begun, digest(content).encode())
        except OSError as error:
            return SendOutcome(Sent.REFUSED, f"Mappen til {self.end} kan ikke skrives: {_why(error)}.")
        try:
            write_whole(self.out / name, content)
            begun.rename(self.sent / name)
            sync_folder(self.sent)
        except OSError as error:
            return SendOutcome(
                Sent.UNKNOWN, f"Filen blev måske ikke lagt færdig til {self.end}: {_why(error)}."
            )
        return SendOutcome(Sent.SENT)

    def is_there(self, name: str, sha256: str) -> bool | None:
        try:
            if found := self._found(name):
                return found == sha256
            begun = self.sent / (name + BEGUN)
            return None if begun.exists() or not self.sent.is_dir() else False
        except OSError:
            return None

    def fetch(self) -> Iterator[IncomingFile]:
        try:
            self._make_folders()
            for path in sorted(self.into.iterdir()):
                if path.is_file() and not path.is_symlink() and is_whole_file(path.name):
                    yield from self._read(path)
        except OSError as error:
            raise Unreachable(f"Mappen fra {self.end} kan ikke læses: {_why(error)}.") from error

    def take(self, file: IncomingFile) -> None:
        path = self.into / file.name
        try:
            if path.is_file() and digest(path.read_bytes()) == file.sha256:
                target = self.taken / file.name
                path.rename(target.with_name(f"{file.name}.{file.sha256[:8]}") if target.exists() else target)
                sync_folder(self.taken)
        except OSError as error:
            raise Unreachable(f"Filen {file.name} kan ikke lægges til side: {_why(error)}.") from error

    def _read(self, path: Path) -> Iterator[IncomingFile]:
        """Nothing when somebody wrote in it meanwhile, or it is larger than anything that is sent to us."""
        before = path.stat()
        if before.st_size > LARGEST_FILE:
            return
        content = path.read_bytes()
        after = path.stat()
        if (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns):
            yield IncomingFile(path.name, content)

    def _found(self, name: str) -> str | None:
        """The digest of what was handed over under this name."""
        if (waiting := self.out / name).is_file():
            return digest(waiting.read_bytes())
        remembered = self.sent / name
        return remembered.read_text("ascii", "replace") if remembered.is_file() else None

    def _make_folders(self) -> None:
        for folder in (self.out, self.into, self.taken, self.sent):
            folder.mkdir(parents=True, exist_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """The file is there whole or not at all, also when the power goes."""
    unfinished = path.with_name(f"{path.name}.part")
    try:
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(path)
    except OSError:
        with suppress(OSError):
            unfinished.unlink()
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """What was renamed in it stays renamed."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _why(error: OSError) -> str:
    full = {errno.ENOSPC: "disken er fuld", errno.EACCES: "der mangler rettigheder"}
    return full.get(error.errno or 0, error.strerror or "ukendt fejl")
