"""One visit at the bank: hand over what is released, ask about what is unknown, fetch what lies ready."""

import logging

from approvals.actions.bank_user import bank_user
from approvals.actions.receive_bank_file import read_waiting, receive_bank_file
from approvals.actions.send_batch import ask_about, give_up_on_the_dead, send_batch
from approvals.enums import SendingOutcome
from approvals.models import Batch, Sending
from approvals.states import BatchState
from klyngeokonomi import faults
from klyngeokonomi.integrations.bank.connection import bank
from klyngeokonomi.integrations.file_exchange.port import FilePort, Unreachable
from klyngeokonomi.refused import Refused

logger = logging.getLogger(__name__)


def visit_bank(port: FilePort | None = None) -> None:
    """Everything is done again at the next visit that was not done at this one."""
    port = port or bank()
    send_released(port)
    fetch_files(port)
    read_waiting(by=bank_user())


def send_released(port: FilePort) -> None:
    """The unknown are asked about first: the bank may have had no time to answer."""
    give_up_on_the_dead()
    unknown = Sending.objects.filter(outcome=SendingOutcome.UNKNOWN).select_related("batch")
    for sending in unknown.order_by("pk"):
        ask_about(sending, port)
    released = Batch.objects.filter(state=BatchState.RELEASED, file__isnull=False)
    for batch in released.exclude(sending__outcome=SendingOutcome.UNKNOWN).order_by("pk"):
        send_batch(batch, port)


def fetch_files(port: FilePort) -> int:
    """How many files there were. Each is laid aside at the bank only when it is kept here."""
    fetched = 0
    by = bank_user()
    try:
        for found in port.fetch():
            try:
                receive_bank_file(found.name, found.content, by=by)
            except Refused as refused:
                logger.warning("A file from the bank was left there: %s", refused)
                continue
            faults.point("bank_file.received")
            port.take(found)
            fetched += 1
    except Unreachable as error:
        logger.warning("%s", error)
    return fetched
