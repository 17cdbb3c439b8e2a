"""What a signed-in person does over HTTP, and what they get to know of it: an answer, or none."""

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import requests
from django.test import Client

from clusters.models import User

TOKEN = "t" * 32
UNKNOWN = 0
"""The status of a press that got no answer: it may be done."""


@dataclass(frozen=True)
class Answer:
    status: int
    location: str = ""
    text: str = ""

    @property
    def is_known(self) -> bool:
        """Whether the person was told how it went."""
        return 200 <= self.status < 500


NO_ANSWER = Answer(UNKNOWN)


class Browser:
    """One person's signed-in browser; `site` may be moved to another web server."""

    def __init__(self, site: str, user: User) -> None:
        client = Client()
        client.force_login(user)
        self.site = site
        self.cookies = {"sessionid": client.cookies["sessionid"].value, "csrftoken": TOKEN}

    def get(self, path: str, patience: float = 10) -> Answer:
        return self._ask(lambda: requests.get(f"{self.site}{path}", **self._how(patience)))

    def post(
        self, path: str, data: dict[str, Any], file: bytes | None = None, patience: float = 10
    ) -> Answer:
        given = {"csrfmiddlewaretoken": TOKEN, **data}
        files = {"files": ("kvittering.jpg", file, "image/jpeg")} if file is not None else None
        return self._ask(
            lambda: requests.post(f"{self.site}{path}", given, files=files, **self._how(patience))
        )

    def double_click(self, path: str, data: dict[str, Any]) -> Answer:
        """Two presses at once; the better of the two answers, as a person sees the last page."""
        answers: list[Answer] = []
        threads = [threading.Thread(target=lambda: answers.append(self.post(path, data))) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return min(answers, key=lambda answer: (not answer.is_known, answer.status != 302, answer.status))

    def seen(self, path: str) -> str:
        """The fingerprint on a page that asks for a decision; empty when the page has none, or did not come."""
        found = re.search(r'name="seen" value="([0-9a-f]+)"', self.get(path).text)
        return found[1] if found else ""

    def _how(self, patience: float) -> dict[str, Any]:
        return {
            "cookies": self.cookies,
            "headers": {"Referer": self.site},
            "timeout": patience,
            "allow_redirects": False,
        }

    def _ask(self, send: Callable[[], requests.Response]) -> Answer:
        try:
            got = send()
        except requests.RequestException:
            return NO_ANSWER
        return Answer(got.status_code, got.headers.get("Location", ""), got.text)
