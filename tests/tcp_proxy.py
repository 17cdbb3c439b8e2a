"""A line that can go bad: a small TCP proxy between the product and a server, with faults on demand.

Point the product at `proxy.port` in place of the server's own. While `held` it takes connections and passes nothing
on (a half-open line, a server that hangs), `cut` resets every line, `refusing` turns new ones away, `delay` is seconds
before each piece is passed on in either direction.
"""

import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

Address = tuple[str, int] | Path
"""(host, port), or the path of a Unix socket (where the embedded PostgreSQL listens)."""

RESET = struct.pack("ii", 1, 0)
"""SO_LINGER with no time: closing sends RST, as a machine that vanished and came back."""


class Proxy:
    """Lines from our own port to `server`. The faults may be changed at any time, from any thread."""

    def __init__(self, server: Address) -> None:
        self.server = server
        self.delay = 0.0
        self.taken = 0
        """Connections taken so far."""
        self._open = threading.Event()
        self._open.set()
        self._refusing = False
        self._ended = False
        self._lock = threading.Lock()
        self._sockets: set[socket.socket] = set()
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self._listening.getsockname()[1]
        threading.Thread(target=self._take_calls, daemon=True, name=f"proxy {self.port}").start()

    def hold(self) -> None:
        """From now on nothing passes, in old lines and new ones; what is sent waits for `heal`."""
        self._open.clear()

    def cut(self) -> None:
        """Reset every line there is; new ones are taken as before."""
        with self._lock:
            lines, self._sockets = self._sockets, set()
        for one in lines:
            with suppress(OSError):
                one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def refuse(self) -> None:
        """Reset every line there is, and each new one as soon as it is taken."""
        self._refusing = True
        self.cut()

    def heal(self) -> None:
        """All is well again."""
        self._refusing, self.delay = False, 0.0
        self._open.set()

    def close(self) -> None:
        """The end of the proxy and of its lines."""
        self._ended = True
        self._open.set()
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self.cut()

    def _take_calls(self) -> None:
        while not self._ended:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            self.taken += 1
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with self._lock:
            self._sockets.add(client)
        if self._refusing:
            self.cut()
            return
        self._open.wait()
        try:
            server = self._call()
        except OSError:
            client.close()
            return
        with self._lock:
            self._sockets.add(server)
        back = threading.Thread(target=self._pass_on, args=(server, client), daemon=True)
        back.start()
        self._pass_on(client, server)
        back.join()
        for one in (client, server):
            with self._lock:
                self._sockets.discard(one)
            one.close()

    def _call(self) -> socket.socket:
        if isinstance(self.server, Path):
            line = socket.socket(socket.AF_UNIX)
            line.connect(str(self.server))
            return line
        return socket.create_connection(self.server, timeout=None)

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        """One direction, until either end is done."""
        with suppress(OSError):
            while piece := source.recv(65536):
                if self.delay:
                    time.sleep(self.delay)
                self._open.wait()
                target.sendall(piece)
        with suppress(OSError):
            target.shutdown(socket.SHUT_WR)


@contextmanager
def proxy_to(server: Address) -> Iterator[Proxy]:
    """A proxy before this server, while the block lasts."""
    proxy = Proxy(server)
    try:
        yield proxy
    finally:
        proxy.close()
