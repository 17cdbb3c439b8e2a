"""Claim a message, send it outside the transaction, and mark what came of it.

`attempts` is counted up at each claim and named at each mark, so that a sender whose lease ran out cannot
write over what the next one did.
"""

import logging
import random
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from klyngeokonomi import faults
from klyngeokonomi.outbox.models import Message, MessageQuerySet, State
from klyngeokonomi.outbox.send import Outcome, Verdict, send

logger = logging.getLogger(__name__)

TASK_LIMIT = settings.OUTBOX_TASK_SECONDS
"""Seconds after which Celery kills a sender."""
LEASE = timedelta(seconds=TASK_LIMIT * 4 / 3)
"""How long a claim holds: above TASK_LIMIT, so that a message never has two senders."""
FIRST_WAIT = timedelta(seconds=settings.OUTBOX_FIRST_WAIT_SECONDS)
LONGEST_WAIT = timedelta(hours=1)
MOST_TRIES = 100
"""About four days of waiting, as RFC 5321 § 4.5.4.1 asks for."""
MOST_UNKNOWN = 3
"""A server that takes the mail and drops the line each time must not fill a mailbox."""
MOST_FAULTS = 5

ABANDONED = Verdict(Outcome.UNKNOWN, "Afsendelsen blev afbrudt undervejs, måske er den sendt.")


def deliver(message_pk: int) -> Outcome | None:
    """Send this message if it is due; None when it is not (sent, in other hands, gone, or waiting)."""
    return _deliver(Message.objects.filter(pk=message_pk))


def deliver_next() -> Outcome | None:
    """Send the message that has been due the longest; None when none is, or others have them all."""
    return _deliver(Message.objects.all())


def give_up_leases() -> int:
    """Put messages whose sender died back in line, as perhaps sent; the number of them."""
    with transaction.atomic():
        rows = list(
            Message.objects.abandoned(timezone.now()).select_for_update(skip_locked=True, of=("self",))[:100]
        )
        for message in rows:
            _mark(message, ABANDONED)
    return len(rows)


def wait_after(attempts: int) -> timedelta:
    """How long to wait after this many tries: 5 s doubling to an hour, spread by a quarter either way."""
    plain = min(FIRST_WAIT * 2 ** min(attempts - 1, 20), LONGEST_WAIT)
    return plain * random.uniform(0.75, 1.25)  # noqa: S311 - spreads load, hides nothing


def _deliver(messages: MessageQuerySet) -> Outcome | None:
    message = _claim(messages)
    if message is None:
        return None
    faults.point("outbox.claimed")
    verdict = send(message)
    faults.point("outbox.offered")
    _mark(message, verdict)
    return verdict.outcome


def _claim(messages: MessageQuerySet) -> Message | None:
    """Take one due row; SKIP LOCKED lets senders pass one another, the lease keeps the row after commit."""
    now = timezone.now()
    with transaction.atomic():
        message = messages.due(now).select_for_update(skip_locked=True, of=("self",)).first()
        if message is None:
            return None
        message.state = State.SENDING
        message.attempts += 1
        message.lease_until = now + LEASE
        message.save(update_fields=["state", "attempts", "lease_until"])
    return message


def _mark(message: Message, verdict: Verdict) -> None:
    """Write the outcome of this very try. A late "sent" also counts when the lease was given up meanwhile."""
    now = timezone.now()
    change = {"lease_until": None, "last_error": verdict.text[:500]}
    states = [State.SENDING]
    if verdict.outcome is Outcome.SENT:
        states.append(State.PENDING)
        change |= {"state": State.SENT, "sent_at": now}
        if message.holds_secret:
            change |= {"body_text": "", "body_html": ""}
    elif _is_hopeless(message, verdict.outcome):
        change |= {"state": State.DEAD}
        logger.error("Message %s is given up after %s tries", message.pk, message.attempts)
    else:
        change |= {"state": State.PENDING, "next_try_at": now + wait_after(message.attempts)}
    if verdict.outcome is Outcome.UNKNOWN:
        change |= {"unknown_outcomes": message.unknown_outcomes + 1}
    mine = Message.objects.filter(pk=message.pk, attempts=message.attempts, state__in=states)
    if not mine.update(**change):
        logger.warning("Message %s went to another sender before this one was done", message.pk)


def _is_hopeless(message: Message, outcome: Outcome) -> bool:
    """Whether this outcome of this try is the last one."""
    if outcome is Outcome.NEVER or message.attempts >= MOST_TRIES:
        return True
    if outcome is Outcome.UNKNOWN:
        return message.unknown_outcomes + 1 >= MOST_UNKNOWN
    return outcome is Outcome.FAULT and message.attempts >= MOST_FAULTS
