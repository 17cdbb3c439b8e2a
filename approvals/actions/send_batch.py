"""The file of a released run goes to the bank, once. What nobody knows is asked about and never sent again blindly."""

import datetime
import logging

from django.conf import settings
from django.utils import timezone

from approvals.actions.locked_batch import locked_batch
from approvals.enums import SendingOutcome
from approvals.models import Batch, BatchFile, Sending
from approvals.permissions import why_not_send_batch
from approvals.transitions import move_batch
from klyngeokonomi import faults
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.insert import insert_unless_there
from klyngeokonomi.integrations.file_exchange.port import FilePort, SendOutcome, Sent

logger = logging.getLogger(__name__)
LONGEST_SENTENCE = 500
FIRST_WAIT = datetime.timedelta(minutes=1)
LONGEST_WAIT = datetime.timedelta(hours=1)
"""Between tries of what the bank certainly has not got: doubled each time, up to this."""
LEFT = "Afsendelsen blev afbrudt, og det vides ikke, om banken har filen."
OUTCOMES = {
    Sent.SENT: SendingOutcome.SENT,
    Sent.REFUSED: SendingOutcome.REFUSED,
    Sent.UNKNOWN: SendingOutcome.UNKNOWN,
}


def send_batch(batch: Batch, bank: FilePort) -> SendingOutcome | None:
    """Claim it, hand it over outside any transaction, keep the outcome. None when it is not to be sent now."""
    if not _claim(batch):
        return None
    faults.point("send.claimed")
    file = BatchFile.objects.get(batch=batch)
    outcome = bank.send(file.name, file.sealed.open())
    faults.point("send.handed_over")
    return _keep(batch, outcome)


def ask_about(sending: Sending, bank: FilePort) -> SendingOutcome:
    """The same for a file of unknown outcome: the bank is asked, and nothing is sent."""
    file = BatchFile.objects.get(batch=sending.batch_id)
    there = bank.is_there(file.name, file.sha256)
    if there is None:
        return SendingOutcome.UNKNOWN
    found = SendOutcome(Sent.SENT) if there else SendOutcome(Sent.REFUSED, "Banken har ikke filen.")
    return _keep(sending.batch, found)


@act
def _claim(batch: Batch) -> bool:
    """Whether the run is this process's to send: it has no outcome yet, or was refused and has waited its time."""
    batch = locked_batch(batch)
    if why_not_send_batch(batch) or not BatchFile.objects.filter(batch=batch).exists():
        return False
    now = timezone.now()
    if insert_unless_there(Sending(batch=batch, outcome=SendingOutcome.UNDER_WAY, since=now)):
        return True
    sending = Sending.objects.select_for_update().get(batch=batch)
    if sending.outcome != SendingOutcome.REFUSED or now < sending.since + wait_after(sending.tries):
        return False
    sending.outcome, sending.since, sending.tries = SendingOutcome.UNDER_WAY, now, sending.tries + 1
    sending.save(update_fields=["outcome", "since", "tries"])
    return True


@act
def _keep(batch: Batch, outcome: SendOutcome) -> SendingOutcome:
    """Sent moves the run on. An answer that came meanwhile has done so already, and stands."""
    batch = locked_batch(batch)
    sending = Sending.objects.select_for_update().get(batch=batch)
    if sending.outcome == SendingOutcome.SENT:
        return SendingOutcome.SENT
    sending.outcome, sending.since = OUTCOMES[outcome.sent], timezone.now()
    sending.sentence = outcome.sentence[:LONGEST_SENTENCE]
    sending.save(update_fields=["outcome", "since", "sentence"])
    if outcome.sent == Sent.SENT:
        mark_sent(batch)
    else:
        logger.warning("Payment run %s: %s", batch.number, sending.outcome)
    return SendingOutcome(sending.outcome)


def mark_sent(batch: Batch) -> None:
    """The bank has the file: it said so when it took it, or by answering it. The caller holds the run locked."""
    Sending.objects.filter(batch=batch).update(outcome=SendingOutcome.SENT, since=timezone.now(), sentence="")
    if why_not_send_batch(batch) is None:
        move_batch(batch, "send")
        record("batch_sent", by=None, subject=batch, text=f"Betalingskørsel {batch.number} er hos banken.")


@act
def give_up_on_the_dead() -> int:
    """What a process had in hand when it died is unknown from now on; how many."""
    limit = timezone.now() - datetime.timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT)
    left = Sending.objects.filter(outcome=SendingOutcome.UNDER_WAY, since__lt=limit)
    return left.update(outcome=SendingOutcome.UNKNOWN, since=timezone.now(), sentence=LEFT)


def wait_after(tries: int) -> datetime.timedelta:
    return min(FIRST_WAIT * 2 ** min(tries - 1, 10), LONGEST_WAIT)
