"""The embedded Valkey: its queue outlives a kill, it moves when its port is taken, it loses no message."""

import socket

import psutil
import pytest
import redis

from klyngeokonomi.embedded import places, valkey

pytestmark = pytest.mark.services


@pytest.fixture
def var(server_folder):
    yield server_folder
    valkey.stop_valkey(server_folder)


def test_the_queue_survives_a_kill(var):
    port = valkey.start_valkey(var)
    with redis.Redis(port=port) as client:
        client.config_set("appendfsync", "always")
        client.lpush("celery", "message")
        assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
    server = psutil.Process(valkey.running_pid(var / "valkey"))
    server.kill()
    server.wait(10)

    assert valkey.start_valkey(var) == port

    with redis.Redis(port=port) as client:
        assert client.lrange("celery", 0, -1) == [b"message"]


def test_a_taken_port_makes_it_move_and_the_new_one_is_remembered(var):
    taken = places.valkey_port(var)
    with socket.socket() as other:
        other.bind(("127.0.0.1", taken))
        other.listen()
        port = valkey.start_valkey(var)
        assert port != taken
        assert places.valkey_port(var) == port


def test_starting_twice_leaves_the_running_server_alone(var):
    valkey.start_valkey(var)
    pid = valkey.running_pid(var / "valkey")
    valkey.start_valkey(var)
    assert valkey.running_pid(var / "valkey") == pid
    valkey.stop_valkey(var)
    assert not psutil.pid_exists(pid)
