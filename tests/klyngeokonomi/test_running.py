"""Which ports are taken for the processes beside the web server."""

import socket

import pytest

from klyngeokonomi.embedded import CannotStart
from klyngeokonomi.running import free_port_from, is_free
from tests.services import free_port


def test_the_first_free_port_is_taken():
    port = free_port()
    assert is_free(port)
    assert free_port_from(port) == port
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        assert not is_free(port)
        assert free_port_from(port) > port


def test_past_the_last_port_there_is_none():
    with pytest.raises(CannotStart, match="Ingen ledig port fra 65536 og frem"):
        free_port_from(65_536)
