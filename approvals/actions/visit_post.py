"""One visit at the distributor: hear what it says, ask about what is unknown, pack what is ready, hand it over."""

import logging
import time

from cryptography.fernet import InvalidToken
from django.conf import settings

from approvals.actions.pack_shipment import pack_shipment
from approvals.actions.queue_statements import MOST, queue_statements
from approvals.actions.receive_post_receipt import receive_post_receipt
from approvals.actions.send_shipment import ask_about_shipment, give_up_on_dead_sendings, send_shipment
from approvals.models import Shipment
from approvals.selectors.post import unsettled
from approvals.states import ShipmentState
from klyngeokonomi import faults
from klyngeokonomi.integrations.digital_post.connection import digital_post
from klyngeokonomi.integrations.file_exchange.port import FilePort, Unreachable
from klyngeokonomi.refused import Refused

logger = logging.getLogger(__name__)


def visit_post(port: FilePort | None = None) -> None:
    """Everything is done again at the next visit that was not done at this one. Answers are heard before anything."""
    port = port or digital_post()
    fetch_receipts(port)
    settle_unknown(port)
    pack_ready()
    send_packed(port)


def fetch_receipts(port: FilePort) -> int:
    """How many there were. Each is laid aside at the distributor only when it is kept here."""
    fetched = 0
    try:
        for found in port.fetch():
            try:
                receive_post_receipt(found.name, found.content)
            except Exception:  # whatever is wrong with this one, the next is read
                logger.exception("A receipt of digital post was left where it was")
                continue
            faults.point("post_receipt.kept")
            port.take(found)
            fetched += 1
    except Unreachable as error:
        logger.warning("%s", error)
    return fetched


def settle_unknown(port: FilePort) -> None:
    give_up_on_dead_sendings()
    for shipment in unsettled().defer("sealed").order_by("pk"):
        ask_about_shipment(shipment, port)


def send_packed(port: FilePort) -> None:
    """One at a time, for half of what a task may take: the next visit goes on."""
    until = time.monotonic() + settings.CELERY_TASK_TIME_LIMIT / 2
    for shipment in Shipment.objects.filter(state=ShipmentState.PACKED).defer("sealed").order_by("pk"):
        if time.monotonic() < until:
            send_shipment(shipment, port)


def pack_ready() -> None:
    """All that waits, a zip at a time."""
    while queue_statements() == MOST:
        pass
    try:
        while pack_shipment():
            pass
    except Refused as refused:
        logger.error("Statements could not be packed: %s", refused)
    except InvalidToken:  # a number that no key opens; what is packed already is not held up by it
        logger.exception("Statements could not be packed: a CPR number cannot be opened")
