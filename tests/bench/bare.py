"""The floor's lifecycle over HTTP: the same file and the same rows, one form a step, nothing asked."""

import itertools
import uuid
from dataclasses import dataclass
from typing import Any

from tests.bench.browser import Browser
from tests.bench.loop import Clock
from tests.bench.receipts import receipt

CLAIM = {
    "supplier": "Prøveby Taxa",
    "voucher_date": "2026-05-12",
    "text": "Taxa fra stationen",
    "reason": "Transport til fælles planlægning hos kommunen. Aftalt med koordinatoren.",
    "category": "transport",
    "gross": "250.00",
}


@dataclass
class Bare:
    """One client of the floor; `sessions` are those of floor/make.py."""

    port: int
    sessions: dict[str, Any]
    first: int = 0

    def __post_init__(self) -> None:
        self.browser = Browser(self.port)
        members = self.sessions["members"]
        self.members = itertools.cycle(members[self.first :] + members[: self.first])

    def walk(self, clock: Clock) -> None:
        """One voucher. Raises Failed."""
        member, photo, ask = next(self.members), receipt(), self.browser.post
        with clock.step("create"):
            key = {"form_key": str(uuid.uuid4())}
            place = ask("/create/", member, key, ("file", "kvittering.jpg", photo))
        number = place.split("/")[1]
        with clock.step("details"):
            ask(f"/{number}/details/", member, CLAIM)
        with clock.step("submit"):
            ask(f"/{number}/submit/", member, {"pay_to": "0000 0000001234"})
        with clock.step("endorse"):
            ask(f"/{number}/endorse/", self.sessions["coordinator"], {})
        with clock.step("approve"):
            ask(f"/{number}/approve/", self.sessions["secretary"], {})
