"""A scanner of our own behind a socket: it speaks clamd's protocol, and stalls, cuts or answers as it is told."""

import socket
import struct
import threading
import time
from contextlib import suppress
from pathlib import Path

STALL, CUT = "(stall)", "(cut)"


class FakeClamd:
    """`answer` is what every scan is told; STALL never answers, CUT ends the line. `seen` is what was sent last."""

    def __init__(self, folder: Path, answer: str = "stream: OK", *, ping: str = "PONG") -> None:
        self.path, self.answer, self.ping, self.seen = folder / "clamd.ctl", answer, ping, b""
        self.server = socket.socket(socket.AF_UNIX)
        self.server.bind(str(self.path))
        self.server.listen(8)
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def url(self) -> str:
        return f"unix://{self.path}"

    def close(self) -> None:
        self.server.close()
        self.path.unlink()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                line, _ = self.server.accept()
                threading.Thread(target=self._talk, args=(line,), daemon=True).start()

    def _talk(self, line: socket.socket) -> None:
        with line, suppress(OSError):
            command = self._until_nul(line)
            said = self.ping
            if command == b"zINSTREAM":
                self.seen = self._stream(line)
                said = self.answer
            if said == STALL:
                time.sleep(30)
            elif said != CUT:
                line.sendall(said.encode() + b"\0")

    @staticmethod
    def _until_nul(line: socket.socket) -> bytes:
        said = b""
        while not said.endswith(b"\0"):
            said += line.recv(1)
        return said[:-1]

    @staticmethod
    def _stream(line: socket.socket) -> bytes:
        said = b""
        while length := struct.unpack("!I", line.recv(4, socket.MSG_WAITALL))[0]:
            said += line.recv(length, socket.MSG_WAITALL)
        return said
