"""Send whatever is due: what the kick missed, what failed before, what a dead worker left (ADR 0004)."""

import time
from dataclasses import dataclass

from klyngeokonomi.outbox.deliver import deliver_next, give_up_leases
from klyngeokonomi.outbox.send import Outcome

BUDGET = 30.0
"""Seconds after which a sweep takes no more messages; the next sweep goes on."""


@dataclass(frozen=True)
class Swept:
    """What one sweep did: messages sent, tried in vain, and taken back from dead senders."""

    sent: int = 0
    failed: int = 0
    taken_back: int = 0


def sweep() -> Swept:
    """Any number of sweeps may run at once. One stops early when the mail server takes no mail at all."""
    taken_back = give_up_leases()
    sent = failed = 0
    end = time.monotonic() + BUDGET
    while time.monotonic() < end:
        outcome = deliver_next()
        if outcome is None:
            break
        sent += outcome is Outcome.SENT
        failed += outcome is not Outcome.SENT
        if outcome is Outcome.NO_SERVER:
            break
    return Swept(sent, failed, taken_back)
