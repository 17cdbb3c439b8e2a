"""A zip goes to the distributor, once. What nobody knows is asked about and never sent again blindly (T053)."""

import datetime
import logging

from django.conf import settings
from django.utils import timezone

from approvals.actions.send_batch import wait_after
from approvals.models import Shipment
from approvals.states import ShipmentState
from approvals.transitions import move_posts_of, move_shipment, why_not_move_shipment
from klyngeokonomi import faults
from klyngeokonomi.act import act, part
from klyngeokonomi.audit.record import record
from klyngeokonomi.integrations.file_exchange.port import FilePort, SendOutcome, Sent

logger = logging.getLogger(__name__)
LEFT = "Afsendelsen blev afbrudt, og det vides ikke, om distributøren har forsendelsen."
NOT_THERE = "Distributøren har ikke forsendelsen."
LONGEST_SENTENCE = 500


def send_shipment(shipment: Shipment, port: FilePort) -> ShipmentState | None:
    """Claim it, hand it over outside any transaction, keep the outcome. None when it is not to be sent now."""
    if not _claim(shipment):
        return None
    faults.point("shipment.claimed")
    outcome = port.send(shipment.name, shipment.sealed.open())
    faults.point("shipment.handed_over")
    return _keep(shipment, outcome)


def ask_about_shipment(shipment: Shipment, port: FilePort) -> ShipmentState:
    """The same for one of unknown fate: the distributor is asked, and nothing is sent."""
    there = port.is_there(shipment.name, shipment.sha256)
    if there is None:
        return ShipmentState.UNKNOWN
    return _keep(shipment, SendOutcome(Sent.SENT) if there else SendOutcome(Sent.REFUSED, NOT_THERE))


@act
def give_up_on_dead_sendings() -> int:
    """What a process had in hand when it died is unknown from now on; how many."""
    limit = timezone.now() - datetime.timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT)
    left = Shipment.objects.filter(state=ShipmentState.SENDING, state_since__lt=limit)
    held = list(left.select_for_update(skip_locked=True).defer("sealed").order_by("pk"))
    for shipment in held:
        mark_unknown(shipment, LEFT)
    return len(held)


def locked_shipment(shipment: Shipment) -> Shipment:
    """Lock order: shipment, letter."""
    return Shipment.objects.select_for_update().defer("sealed").get(pk=shipment.pk)


@act
def _claim(shipment: Shipment) -> bool:
    """Whether it is this process's to send: packed, and has waited its time since it last came back."""
    held = locked_shipment(shipment)
    waited = not held.tries or timezone.now() >= held.state_since + wait_after(held.tries)
    if why_not_move_shipment(held, "claim") or not waited:
        return False
    move_shipment(held, "claim", tries=held.tries + 1)
    return True


@act
def _keep(shipment: Shipment, outcome: SendOutcome) -> ShipmentState:
    """An answer that came meanwhile has moved it on already, and stands."""
    held = locked_shipment(shipment)
    if held.state in (ShipmentState.SENDING, ShipmentState.UNKNOWN):
        match outcome.sent:
            case Sent.SENT:
                mark_handed_over(held)
            case Sent.REFUSED:
                mark_not_there(held, outcome.sentence)
            case Sent.UNKNOWN:
                mark_unknown(held, outcome.sentence)
    return ShipmentState(held.state)


@part
def mark_handed_over(shipment: Shipment) -> None:
    """The distributor has it: it said so when it took it, or since. The caller holds it locked."""
    move_shipment(shipment, "deliver", sentence="")
    move_posts_of(shipment, "send")
    record("shipment_sent", by=None, subject=shipment, text=f"{shipment.name} er hos distributøren.")


@part
def mark_not_there(shipment: Shipment, sentence: str) -> None:
    """It certainly did not come, so it may be sent again when it has waited. The caller holds it locked."""
    move_shipment(shipment, "hold", sentence=sentence[:LONGEST_SENTENCE])
    move_posts_of(shipment, "hold")
    logger.warning("Shipment %s was not handed over", shipment.shipment_id)


@part
def mark_unknown(shipment: Shipment, sentence: str) -> None:
    """Nobody knows. The caller holds it locked."""
    if shipment.state == ShipmentState.SENDING:
        move_shipment(shipment, "doubt", sentence=sentence[:LONGEST_SENTENCE])
        move_posts_of(shipment, "doubt")
        logger.warning("Shipment %s: nobody knows whether it came", shipment.shipment_id)
