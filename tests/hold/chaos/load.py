"""The work that goes on meanwhile: vouchers from the first paper to PLO's approval, by people who try again."""

import itertools
import random
import re
import threading
import time
import uuid
from collections import Counter
from dataclasses import dataclass, field

from tests.factories.papers import jpeg
from tests.hold.ground.browser import NO_ANSWER, Answer, Browser

DETAILS = {
    "meeting": "intet",
    "no_meeting_reason": "Transport til fælles planlægning hos kommunen.",
    "reason": "Aftalt med koordinatoren.",
    "prior_agreement": "ja",
    "supplier": "Prøveby Taxa",
    "voucher_date": "2026-05-12",
    "linje-TOTAL_FORMS": "1",
    "linje-INITIAL_FORMS": "0",
    "linje-0-category": "transport",
    "linje-0-vat": "0,00",
    "videre": "1",
}
ACCOUNT = {"method": "bank", "reg_number": "0000", "account_number": "1234567", "send": "1"}
PAUSE = 0.4
SHADES = itertools.count(1)
"""No two papers of a process are the same: that would be a finding."""


@dataclass
class Told:
    """What people were told is done: (verb, voucher). The database must agree with every line of it."""

    acts: list[tuple[str, int]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def done(self, verb: str, voucher: int) -> None:
        self.acts.append((verb, voucher))
        self.counts[verb] += 1


@dataclass
class Desk:
    """Who works together: the member writes, the coordinator endorses, the secretary approves."""

    member: Browser
    coordinator: Browser
    secretary: Browser


class Load:
    """`clients` threads, each with a seed of its own, until `stop`; `think` seconds after each thing that is done."""

    def __init__(self, desks: list[Desk], seed: int, think: float = 0) -> None:
        self.told, self.think = Told(), think
        self._ended = threading.Event()
        self._threads = [
            threading.Thread(target=self._work, args=(desk, random.Random(f"{seed}:{place}")), daemon=True)
            for place, desk in enumerate(desks)
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Nobody begins anything more; what is under way gets its answer."""
        self._ended.set()
        for thread in self._threads:
            thread.join(30)

    def _work(self, desk: Desk, chance: random.Random) -> None:
        while not self._ended.is_set():
            self._one_voucher(desk, chance)

    def _one_voucher(self, desk: Desk, chance: random.Random) -> None:
        pk = self._create(desk.member, chance)
        if not pk:
            return
        details = DETAILS | {"linje-0-gross": f"{chance.randint(1, 300)},{chance.randint(0, 99):02}"}
        steps = [
            ("details", desk.member, f"/bilag/{pk}/hvad/", details, ""),
            ("submit", desk.member, f"/bilag/{pk}/modtager/", ACCOUNT, ""),
            ("endorse", desk.coordinator, f"/godkend/{pk}/godkend/", {}, f"/godkend/{pk}/"),
            (
                "approve",
                desk.secretary,
                f"/plo/approvals/voucherreview/{pk}/godkend/",
                {},
                f"/plo/approvals/voucherreview/{pk}/change/",
            ),
        ]
        for verb, browser, path, data, page in steps:
            if not self._insist(verb, pk, browser, path, data, page, chance):
                return
            time.sleep(self.think)

    def _create(self, member: Browser, chance: random.Random) -> int:
        """The pk of a draft with its paper; every try carries the same key. 0 when time ran out."""
        form = {"form_key": str(uuid.uuid4()), "kind": "outlay", "videre": "1"}
        content = jpeg(next(SHADES), width=120, height=160)
        while not self._ended.is_set():
            answer = member.post("/bilag/nyt/", form, content)
            if answer.status == 302 and (found := re.search(r"/bilag/(\d+)/", answer.location)):
                self.told.done("create", int(found[1]))
                return int(found[1])
            self._rest(answer)
        return 0

    def _insist(
        self, verb: str, pk: int, browser: Browser, path: str, data: dict, page: str, chance: random.Random
    ) -> bool:
        """Press until it is known that it is done. A no after an unknown answer: somebody's press got through."""
        unknown = False
        for _ in range(60):
            if self._ended.is_set():
                return False
            sent = {**data, "seen": browser.seen(page)} if page else data
            if page and not sent["seen"]:
                answer = NO_ANSWER
                if unknown and browser.get(page).status in (200, 302):
                    return True
            else:
                press = browser.double_click if chance.random() < 0.2 else browser.post
                answer = press(path, sent)
            if answer.status == 302:
                self.told.done(verb, pk)
                return True
            unknown = unknown or not answer.is_known
            if unknown and answer.status in (403, 404, 409):
                self.told.counts[f"{verb}, found done"] += 1
                return True
            self._rest(answer)
        return False

    def _rest(self, answer: Answer) -> None:
        self.told.counts["no answer" if answer.status == 0 else f"answer {answer.status}"] += 1
        time.sleep(PAUSE)
