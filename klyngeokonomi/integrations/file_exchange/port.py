"""What is asked of a connection for files. It carries them; what they say is read elsewhere."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes. A statement of 5,000 lines is about five million."""
UNFINISHED = (".part", ".tmp", ".filepart")
"""Endings of files that somebody is still writing."""
LONGEST_NAME = 200
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}")


class Sent(StrEnum):
    """What became of a file that was sent.

    REFUSED: the other end has certainly not got it, so it may be sent again. UNKNOWN: it may have; ask, never resend.
    """

    SENT = "sent"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class SendOutcome:
    """`sentence` is Danish and says why; empty for what was sent."""

    sent: Sent
    sentence: str = ""


@dataclass(frozen=True)
class IncomingFile:
    """One file from the other end, whole as far as the connection can tell."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        return digest(self.content)


class Unreachable(Exception):
    """The other end could not be asked, and nothing was changed there. str() is a Danish sentence without secrets."""


class FilePort(Protocol):
    """`send` never raises for what the other end or the line does; `fetch` and `take` raise Unreachable."""

    def send(self, name: str, content: bytes) -> SendOutcome:
        """Hand over a file. The same name with the same bytes again is sent already; with other bytes, refused."""

    def is_there(self, name: str, sha256: str) -> bool | None:
        """Whether a file of unknown outcome came there; None when that cannot be told."""

    def fetch(self) -> Iterator[IncomingFile]:
        """What lies ready for us, by name. It stays there until it is taken."""

    def take(self, file: IncomingFile) -> None:
        """Lay it aside as read, once our own transaction has committed. Quiet when that was done before."""


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def is_whole_file(name: str) -> bool:
    """Whether what lies ready under this name is to be fetched: any file but a hidden one or an unfinished."""
    hidden = name.startswith(".") or "/" in name or "\0" in name
    return bool(name) and not hidden and len(name) <= LONGEST_NAME and not name.endswith(UNFINISHED)


def is_plain_name(name: str) -> bool:
    """Whether it names one file in one folder, and nothing else anywhere."""
    return bool(_NAME.fullmatch(name)) and not name.endswith(UNFINISHED)
