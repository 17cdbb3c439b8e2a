"""Our lifecycle over HTTP: create with a file, say what it is, send it, endorse, approve. Five forms, three people."""

import datetime
import hashlib
import itertools
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from random import randrange
from typing import Any

from expenses.selectors.content import fingerprint
from tests.bench.browser import Browser
from tests.bench.cast import Cast
from tests.bench.loop import Clock
from tests.bench.receipts import receipt

DAY = datetime.date(2026, 11, 1)
STEPS = ("create", "details", "submit", "endorse", "approve")
DETAILS = {
    "meeting": "intet",
    "no_meeting_reason": "Transport til fælles planlægning hos kommunen.",
    "supplier": "Prøveby Taxa",
    "text": "Taxa fra stationen",
    "reason": "Aftalt med koordinatoren.",
    "prior_agreement": "ja",
    "linje-TOTAL_FORMS": "1",
    "linje-INITIAL_FORMS": "0",
    "linje-0-category": "transport",
    "linje-0-vat": "0,00",
}


@dataclass
class Ours:
    """One client. The persons are signed in; the fingerprint a decision must match is worked out beforehand,
    for what is measured is the forms, and the page that shows it is measured with the lists."""

    port: int
    cast: Cast
    last_move: Callable[[str], int]
    content: dict[str, Any]
    answers: tuple[str, ...]
    first: int = 0

    def __post_init__(self) -> None:
        self.browser = Browser(self.port)
        self.members = itertools.cycle(self.cast.members[self.first :] + self.cast.members[: self.first])

    def walk(self, clock: Clock) -> None:
        """One voucher from the member's photo to PLO's approval. Raises Failed."""
        member, photo, ask = next(self.members), receipt(), self.browser.post
        day, amount = (
            DAY - datetime.timedelta(days=randrange(300)),
            f"{randrange(100, 999)}.{randrange(26, 100)}",  # the copies' end in .25: none is taken for this one again
        )
        with clock.step("create"):
            start = {"form_key": str(uuid.uuid4()), "kind": "outlay", "videre": "1"}
            place = ask("/bilag/nyt/", member.session, start, ("files", "kvittering.jpg", photo))
        number = place.split("/")[2]
        with clock.step("details"):
            said = {"voucher_date": day.isoformat(), "linje-0-gross": amount.replace(".", ",")}
            ask(f"/bilag/{number}/hvad/", member.session, DETAILS | said)
        with clock.step("submit"):
            send = {"account": str(member.account_id), "send": "1"}
            ask(f"/bilag/{number}/modtager/", member.session, send)
        said = fingerprint(self._content(member, photo, day, amount))
        seen = {"seen": self._mark(said, number)}
        with clock.step("endorse"):
            ask(f"/godkend/{number}/godkend/", self.cast.coordinator, seen | {"answers": self.answers})
        seen = {"seen": self._mark(said, number)}
        with clock.step("approve"):
            ask(f"/plo/approvals/voucherreview/{number}/godkend/", self.cast.secretary, seen)

    def _content(self, member: Any, photo: bytes, day: datetime.date, amount: str) -> dict[str, Any]:
        """What the decider sees: every voucher here says what the pattern says, but for these."""
        return {
            **self.content,
            "claimant": member.person_id,
            "payee": member.name,
            "pay_to": member.account,
            "date": day.isoformat(),
            "gross": amount,
            "lines": [{**self.content["lines"][0], "gross": amount}],
            "papers": [{**self.content["papers"][0], "sha256": hashlib.sha256(photo).hexdigest()}],
        }

    def _mark(self, said: str, number: str) -> str:
        """As expenses.selectors.content.seen_mark makes it for the page."""
        return hashlib.sha256(f"{said}:{self.last_move(number)}".encode()).hexdigest()
