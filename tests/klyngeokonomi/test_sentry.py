"""What leaves the house when an error is sent to Sentry: a local server takes it, as Sentry would."""

import gzip
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import brotli
import pytest

from klyngeokonomi.processes import ROOT

UNPACK = {"gzip": gzip.decompress, "br": brotli.decompress, None: bytes}
BREAKS = """
import django; django.setup()
import sentry_sdk
from django.test import Client
from django.test.utils import override_settings
with override_settings(ROOT_URLCONF="tests.klyngeokonomi.sentry_urls"):
    client = Client(raise_request_exception=False, headers={"X-Request-ID": "0123456789abcdef"})
    client.cookies["kage"] = "hemmelig-session"
    answer = client.post("/fejl/?cpr=010190-1234", {"navn": "Mette Medlem"}, REMOTE_ADDR="10.11.12.13")
    assert answer.status_code == 500, answer
sentry_sdk.flush(5)
"""
STARTS = """
import django; django.setup()
import sys
assert "sentry_sdk" not in sys.modules
"""


@pytest.fixture
def taken() -> Iterator[tuple[str, list[dict]]]:
    """The address for SENTRY_DSN, and the events that came."""
    events: list[dict] = []

    class Takes(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            body = UNPACK[self.headers.get("Content-Encoding")](body)
            parts = [json.loads(line) for line in body.splitlines() if line.startswith(b"{")]
            events.extend(part for part in parts if "exception" in part)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Takes)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://key@127.0.0.1:{server.server_port}/1", events
    server.shutdown()
    thread.join()
    server.server_close()


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "klyngeokonomi.settings.test", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_error_is_sent_without_the_person(taken: tuple[str, list[dict]]) -> None:
    address, events = taken
    found = run(BREAKS, SENTRY_DSN=address, RELEASE="1.2.3")
    assert found.returncode == 0, found.stderr
    (event,) = events
    (value,) = event["exception"]["values"]
    assert (value["type"], event["release"]) == ("ValueError", "1.2.3")
    assert event["tags"]["request_id"] == "0123456789abcdef"
    assert "request" not in event
    written = json.dumps(event)
    for secret in ("010190", "Medlem", "hemmelig", "10.11", "mette@", "navn"):
        assert secret not in written, secret


def test_it_is_not_even_loaded_unless_it_is_asked_for() -> None:
    found = run(STARTS, SENTRY_DSN="")
    assert found.returncode == 0, found.stderr
