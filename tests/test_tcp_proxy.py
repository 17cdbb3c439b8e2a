"""The bad line does what the drills believe it does."""

import socket
import threading
import time
from collections.abc import Iterator

import pytest

from tests.tcp_proxy import Proxy, proxy_to


def echo(listening: socket.socket) -> None:
    while True:
        try:
            line, _ = listening.accept()
        except OSError:
            return
        threading.Thread(
            target=lambda line=line: [line.sendall(piece) for piece in iter_pieces(line)]
        ).start()


def iter_pieces(line: socket.socket) -> Iterator[bytes]:
    with line:
        while piece := line.recv(1024):
            yield piece


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=echo, args=(listening,), daemon=True).start()
        with proxy_to(listening.getsockname()) as proxy:
            yield proxy


def call(proxy: Proxy) -> socket.socket:
    return socket.create_connection(("127.0.0.1", proxy.port), timeout=2)


def test_passes_on_and_counts(proxy: Proxy) -> None:
    with call(proxy) as line:
        line.sendall(b"hej")
        assert line.recv(10) == b"hej"
    assert proxy.taken == 1


def test_held_line_is_open_and_silent_until_it_heals(proxy: Proxy) -> None:
    proxy.hold()
    with call(proxy) as line:
        line.settimeout(0.1)
        line.sendall(b"hej")
        with pytest.raises(TimeoutError):
            line.recv(10)
        proxy.heal()
        line.settimeout(2)
        assert line.recv(10) == b"hej"


def test_cut_line_is_reset_and_the_next_is_taken(proxy: Proxy) -> None:
    with call(proxy) as line, call(proxy) as other:
        for one in (line, other):
            one.sendall(b"hej")
            assert one.recv(10) == b"hej"
        proxy.cut()
        for one in (line, other):
            assert ends(one)
    with call(proxy) as line:
        line.sendall(b"hej")
        assert line.recv(10) == b"hej"


def test_refused_until_it_heals(proxy: Proxy) -> None:
    proxy.refuse()
    with call(proxy) as line:
        assert ends(line)
    proxy.heal()
    with call(proxy) as line:
        line.sendall(b"hej")
        assert line.recv(10) == b"hej"


def test_delay_holds_each_piece_back(proxy: Proxy) -> None:
    proxy.delay = 0.1
    with call(proxy) as line:
        begun = time.monotonic()
        line.sendall(b"hej")
        assert line.recv(10) == b"hej"
        assert time.monotonic() - begun >= 0.2


def ends(line: socket.socket) -> bool:
    try:
        return line.recv(10) == b""
    except ConnectionError:
        return True
