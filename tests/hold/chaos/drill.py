"""One drill: people at work, a plan of faults from one seed, healing, proof."""

import logging
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from unittest.mock import patch

from django.db import connection

from klyngeokonomi.documents import storage
from klyngeokonomi.documents.models import Document
from klyngeokonomi.outbox.models import Message
from tests.factories.clusters import confirm_opening, fund
from tests.hold.chaos import mischief
from tests.hold.chaos.load import Desk, Load
from tests.hold.chaos.verdict import Verdict, judge
from tests.hold.ground.browser import Browser
from tests.hold.ground.build import Ground
from tests.people import People, make_people

log = logging.getLogger(__name__)
CLIENTS = 4
GIVE_UP = 20.0
"""Seconds with every process up and not a single mail or paper moving on: what is left then is lost."""


MOST_FALLS = 3
"""So often may a process fall of what is mended already; after that it is the fault that is judged."""


@dataclass
class Report:
    """What a drill came to."""

    seed: int
    acts: Counter[str]
    faults: Counter[str]
    seconds: float
    verdict: Verdict

    def __str__(self) -> str:
        def told(counts: Counter[str]) -> str:
            return ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))

        return (
            f"seed {self.seed}, {self.seconds:.0f} s\nacts: {told(self.acts)}\nfaults: {told(self.faults)}\n"
            f"chaos: {'GOOD' if self.verdict.is_good else 'BAD'}: {self.verdict}"
        )


def people_at_work() -> People:
    """The cast, and money enough for a long day."""
    people = make_people()
    fund(people.cluster, "90000000.00", by=people.sara)
    confirm_opening(people)
    return people


def drill(
    ground: Ground,
    people: People,
    *,
    seconds: float,
    seed: int,
    faults: Sequence[mischief.Fault] = mischief.ALL,
    give_up: float = GIVE_UP,
    clients: int = CLIENTS,
    think: float = 0,
) -> Report:
    """Faults and work for `seconds`; then everything is mended, the queues run empty, and the books are proven."""
    began = time.monotonic()
    desk = [Browser(ground.site, user) for user in (people.mette, people.karen, people.sara)]
    load = Load([Desk(*desk)] * clients, seed, think)
    load.start()
    done = _misbehave(ground, random.Random(seed), began + seconds, faults)
    mischief.heal(ground)
    time.sleep(1)
    load.stop()
    mischief.heal(ground)
    _wait_for_all(ground)
    connection.close()  # the faults did not spare it
    done["fell after"] = _until_quiet(ground, give_up)
    with patch.object(storage, "ORPHAN_SECONDS", 0):
        done["papers swept up after"] = storage.sweep_orphans()
    verdict = judge(load.told, ground.mail)
    return Report(seed, load.told.counts, done, time.monotonic() - began, verdict)


def _misbehave(
    ground: Ground, chance: random.Random, until: float, faults: Sequence[mischief.Fault]
) -> Counter[str]:
    """One fault after another, in the order the seed gives, each of a kind once before any comes again."""
    done: Counter[str] = Counter()
    bag: list[mischief.Fault] = []
    while time.monotonic() < until:
        if not bag:
            bag = chance.sample(list(faults), len(faults))
        fault, wait, hold = bag.pop(), chance.uniform(0.2, 1.2), chance.uniform(0.5, 2.5)
        time.sleep(wait)
        log.info("%s, held for %.1f s", fault.__name__, hold)
        fault(ground, chance, hold)
        done[fault.__name__] += 1
    return done


def _until_quiet(ground: Ground, give_up: float) -> int:
    """Every mail sent and every paper read, or nothing has moved for so many seconds with every process up.

    A worker may fall of a fault that is mended: it is started again, as in production, but not for ever. How often.
    """
    left, since, falls = _unfinished(), time.monotonic(), 0
    while left and time.monotonic() - since < give_up:
        time.sleep(0.1)
        if falls < MOST_FALLS and not all(process.is_running() for process in ground.processes):
            falls += 1
            mischief.heal(ground)
            _wait_for_all(ground)
            since = time.monotonic()
        if (now := _unfinished()) != left:
            left, since = now, time.monotonic()
    return falls


def _wait_for_all(ground: Ground) -> None:
    for process in ground.processes:
        process.wait()


def _unfinished() -> int:
    waiting = Document.objects.filter(state__in=["received", "reading"]).count()
    return Message.objects.unsent().count() + waiting
