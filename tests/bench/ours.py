"""Our lifecycle over HTTP: create with a file, say what it is, send it, endorse, approve. Five forms, three people."""

import hashlib
import itertools
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from expenses.selectors.content import fingerprint
from tests.bench.browser import Browser
from tests.bench.cast import Cast
from tests.bench.loop import Clock
from tests.bench.receipts import receipt

STEPS = ("create", "details", "submit", "endorse", "approve")
DETAILS = {
    "meeting": "intet",
    "no_meeting_reason": "Transport til fælles planlægning hos kommunen.",
    "supplier": "Prøveby Taxa",
    "voucher_date": "2026-05-12",
    "text": "Taxa fra stationen",
    "reason": "Aftalt med koordinatoren.",
    "linje-TOTAL_FORMS": "1",
    "linje-INITIAL_FORMS": "0",
    "linje-0-category": "transport",
    "linje-0-gross": "250,00",
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
    first: int = 0

    def __post_init__(self) -> None:
        self.browser = Browser(self.port)
        self.members = itertools.cycle(self.cast.members[self.first :] + self.cast.members[: self.first])

    def walk(self, clock: Clock) -> None:
        """One voucher from the member's photo to PLO's approval. Raises Failed."""
        member, photo, ask = next(self.members), receipt(), self.browser.post
        with clock.step("create"):
            start = {"form_key": str(uuid.uuid4()), "kind": "outlay", "videre": "1"}
            place = ask("/bilag/nyt/", member.session, start, ("files", "kvittering.jpg", photo))
        number = place.split("/")[2]
        with clock.step("details"):
            ask(f"/bilag/{number}/hvad/", member.session, DETAILS)
        with clock.step("submit"):
            send = {"account": str(member.account_id), "send": "1"}
            ask(f"/bilag/{number}/modtager/", member.session, send)
        seen = {"seen": self._seen(member, photo, number)}
        with clock.step("endorse"):
            ask(f"/godkend/{number}/godkend/", self.cast.coordinator, seen)
        with clock.step("approve"):
            ask(f"/plo/approvals/voucherreview/{number}/godkend/", self.cast.secretary, seen)

    def _seen(self, member: Any, photo: bytes, number: str) -> str:
        """The mark on the decider's screen: every voucher here says what the pattern says, but for whose it is."""
        papers = [{**self.content["papers"][0], "sha256": hashlib.sha256(photo).hexdigest()}]
        mine = {"claimant": member.person_id, "payee": member.name, "pay_to": member.account}
        return fingerprint({**self.content, **mine, "papers": papers})
