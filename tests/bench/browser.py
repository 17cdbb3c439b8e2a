"""A client that costs next to nothing itself: one kept connection, cookies and token made beforehand."""

import http.client
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

TOKEN = "benchmarkbenchmarkbenchmarkbench"  # a CSRF secret as Django makes them: 32 letters
BOUNDARY = "----klyngeokonomi-bench"
FORM = "application/x-www-form-urlencoded"


class Failed(Exception):
    """An answer that was not the one the step must have."""


@dataclass
class Browser:
    """One connection, used by the persons of one lifecycle in turn; redirects are told, not followed."""

    port: int
    connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def get(self, path: str, session: str) -> bytes:
        """The page. Raises Failed for anything but 200."""
        status, _, body = self._ask("GET", path, session, None, {})
        if status != 200:
            raise Failed(f"GET {path}: {status}")
        return body

    def post(
        self, path: str, session: str, fields: Mapping[str, Any], file: tuple[str, str, bytes] | None = None
    ) -> str:
        """Where a form leads (its redirect). Raises Failed for anything else. `file` is (field, name, bytes)."""
        fields = {"csrfmiddlewaretoken": TOKEN, **fields}
        body, kind = _multipart(fields, file) if file else (urlencode(fields, doseq=True).encode(), FORM)
        status, location, text = self._ask("POST", path, session, body, {"Content-Type": kind})
        if status != 302:
            raise Failed(f"POST {path}: {status} {_sentence(text)}")
        return location

    def _ask(
        self, method: str, path: str, session: str, body: bytes | None, headers: dict[str, str]
    ) -> tuple[int, str, bytes]:
        headers |= {"Cookie": f"sessionid={session}; csrftoken={TOKEN}", "Host": "localhost"}
        for attempt in (1, 2):
            try:
                self.connection.request(method, path, body, headers)
                answer = self.connection.getresponse()
            except (http.client.RemoteDisconnected, ConnectionError):
                self.connection.close()  # the server closed a connection that had rested; nothing was sent on it
                if attempt == 2:
                    raise
            else:
                return answer.status, answer.headers.get("Location", ""), answer.read()
        raise AssertionError

    def close(self) -> None:
        self.connection.close()


def _multipart(fields: Mapping[str, str], file: tuple[str, str, bytes]) -> tuple[bytes, str]:
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    name, filename, content = file
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
    parts += [head.encode(), b"Content-Type: image/jpeg\r\n\r\n", content, f"\r\n--{BOUNDARY}--\r\n".encode()]
    return b"".join(parts), f"multipart/form-data; boundary={BOUNDARY}"


def _sentence(page: bytes) -> str:
    """What an error page has to say, for the one who runs the benchmark."""
    text = page.decode("utf-8", "replace")
    _, _, alert = text.partition('class="alert')
    return " ".join(alert[:400].split())
