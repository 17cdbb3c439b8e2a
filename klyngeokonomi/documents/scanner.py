"""Ask ClamAV over its socket whether a file carries something known to be bad.

The protocol is clamd's INSTREAM (man 8 clamd): length and bytes, again and again, then a length of nought. Every
call has a deadline, and what is not a plain answer is none: whoever asks keeps the paper back and asks again.
"""

import socket
import struct
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

PORT = 3310
PATIENCE = 2.0
"""Seconds for connecting, and for a first sign of life before any bytes are sent."""
PIECE = 64 * 1024
LONGEST_ANSWER = 1000
TOO_LARGE = "size limit exceeded"


class Unavailable(Exception):
    """The scanner gave no answer that can be used: it is down, stalled, or in trouble of its own."""


def is_on() -> bool:
    """Whether a scanner is configured."""
    return bool(settings.CLAMAV_URL)


def why_not_usable(url: str) -> str | None:
    """What is wrong with an address for CLAMAV_URL, in English, or None."""
    parts = urlsplit(url)
    if (parts.scheme == "unix" and parts.path) or (parts.scheme == "tcp" and parts.hostname):
        return None
    return "CLAMAV_URL is neither unix:///path/to/socket nor tcp://host:port."


def answers(seconds: float = PATIENCE) -> bool:
    """Whether the scanner is there and says so in time."""
    try:
        return _ask(b"zPING\0", seconds) == "PONG"
    except (OSError, ValueError):
        return False


def scan(path: Path) -> str:
    """What the scanner calls what it found in the file; "" when it knows of nothing bad in it.

    A file above the scanner's own limit has not been looked through, and counts as found. Raises Unavailable.
    """
    if not answers():
        raise Unavailable("no answer to PING")
    deadline = time.monotonic() + settings.CLAMAV_SECONDS
    with path.open("rb") as file:
        try:
            return _judged(_stream(file, deadline))
        except (OSError, ValueError) as error:
            raise Unavailable(str(error) or type(error).__name__) from error


def _judged(answer: str) -> str:
    """`stream: OK`, `stream: <name> FOUND`, or trouble."""
    said = answer.removeprefix("stream: ")
    if said == "OK":
        return ""
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")[:200] or "FOUND"
    if TOO_LARGE in said:
        return said.removesuffix(" ERROR")[:200]
    raise Unavailable(said or "the line was cut")


def _stream(file, deadline: float) -> str:
    with _connected(PATIENCE) as line:
        with suppress(BrokenPipeError, ConnectionResetError):  # it has seen enough, and has answered
            _send(line, b"zINSTREAM\0", deadline)
            while piece := file.read(PIECE):
                _send(line, struct.pack("!I", len(piece)) + piece, deadline)
            _send(line, struct.pack("!I", 0), deadline)
        return _answer(line, deadline)


def _ask(command: bytes, seconds: float) -> str:
    deadline = time.monotonic() + seconds
    with _connected(seconds) as line:
        _send(line, command, deadline)
        return _answer(line, deadline)


def _connected(seconds: float) -> socket.socket:
    parts = urlsplit(settings.CLAMAV_URL)
    if parts.scheme == "tcp":
        return socket.create_connection((parts.hostname, parts.port or PORT), seconds)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(seconds)
    try:
        line.connect(parts.path)
    except OSError:
        line.close()
        raise
    return line


def _send(line: socket.socket, data: bytes, deadline: float) -> None:
    line.settimeout(_left(deadline))
    line.sendall(data)


def _answer(line: socket.socket, deadline: float) -> str:
    """Up to the NUL that ends an answer, or the end of the line."""
    said = b""
    while b"\0" not in said and len(said) < LONGEST_ANSWER:
        line.settimeout(_left(deadline))
        piece = line.recv(LONGEST_ANSWER)
        if not piece:
            break
        said += piece
    return said.split(b"\0")[0].decode("utf-8", "replace").strip()


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("the scanner took too long")
    return left
