"""What the secretariat does with letters that no box took, and with shipments that the line cannot tell of."""

from hashlib import sha256
from typing import TYPE_CHECKING

from approvals.actions.send_shipment import locked_shipment, mark_handed_over, mark_not_there
from approvals.models import FeeStatement, PostMessage, PostObjection, Shipment
from approvals.permissions import (
    why_not_answer_for_distributor,
    why_not_download_shipment,
    why_not_hand_over,
    why_not_object_to_post,
    why_not_queue_again,
)
from approvals.policy.reaching import OBJECTS
from approvals.states import PostState
from approvals.transitions import move_post
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.insert import insert_unless_there
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User

ON_ITS_WAY = "Lønsedlen er allerede på vej eller udleveret."
CHANGED = "Filen er ikke den, der blev pakket, og udleveres ikke. Ring til dem, der driver systemet."


@act
def queue_again(message: PostMessage, *, by: "User") -> PostMessage:
    """A refused letter is tried anew, as a new row. Raises Refused."""
    message = _locked(message)
    if sentence := why_not_queue_again(by, message):
        raise Refused(sentence, on=message, tried="Send igen")
    tries = message.statement.messages.count()
    again = PostMessage(statement=message.statement, message_id=f"{message.statement.number}-{tries + 1}")
    if not insert_unless_there(again):
        raise Refused(ON_ITS_WAY, on=message, tried="Send igen")
    record("post_queued_again", by=by, subject=again, text=f"{message.statement}, forsøg {tries + 1}.")
    return again


@act
def hand_over(message: PostMessage, *, by: "User", note: str) -> PostMessage:
    """It reached its receiver in another way, and `note` says how. Raises Refused."""
    message = _locked(message)
    if sentence := why_not_hand_over(by, message):
        raise Refused(sentence, on=message, tried="Udleveret på anden vis")
    move_post(message, "hand_over", note=note, handled_by=by)
    record("post_handed_over", by=by, subject=message, text=f"{message.statement}: {note}")
    return message


@act
def object_to_post(message: PostMessage, *, by: "User", objects: bool) -> PostObjection:
    """The receiver wants no digital post, or wants it again: of this statement, those that wait and those to come."""
    message = _locked(message)
    if sentence := why_not_object_to_post(by, message, objects):
        raise Refused(sentence, on=message)
    row = PostObjection.objects.create(statement=message.statement, objects_to_it=objects, by=by)
    waiting = PostMessage.objects.select_for_update(of=("self",)).filter(
        statement__fingerprint=message.statement.fingerprint, shipment=None
    )
    if objects:
        for letter in waiting.filter(state=PostState.QUEUED).order_by("pk"):
            move_post(letter, "withhold", reason=OBJECTS)
    else:
        for letter in waiting.filter(state=PostState.UNREACHABLE, reason=OBJECTS).order_by("pk"):
            move_post(letter, "release", reason="")
    record("post_objected", by=by, subject=message, text=str(row))
    return row


@act
def answer_for_distributor(shipment: Shipment, *, by: "User", has_it: bool) -> Shipment:
    """Somebody has asked the distributor about a shipment of unknown fate. Raises Refused."""
    shipment = locked_shipment(shipment)
    if sentence := why_not_answer_for_distributor(by, shipment):
        raise Refused(sentence, on=shipment, tried="Svar for distributøren")
    if has_it:
        mark_handed_over(shipment)
    else:
        mark_not_there(shipment, "Distributøren har sagt, at den ikke har forsendelsen.")
    text = f"{shipment.name}: {'distributøren har den' if has_it else 'distributøren har den ikke'}."
    record("shipment_answered", by=by, subject=shipment, text=text)
    return shipment


@act
def download_shipment(shipment: Shipment, *, by: "User", reason: str) -> bytes:
    """The same bytes every time; each time is written down with why. Raises Refused."""
    if sentence := why_not_download_shipment(by):
        raise Refused(sentence, on=shipment, tried="Hent forsendelse")
    content = Shipment.objects.get(pk=shipment.pk).sealed.open()
    if sha256(content).hexdigest() != shipment.sha256:
        raise Refused(CHANGED, on=shipment, tried="Hent forsendelse")
    record("shipment_downloaded", by=by, subject=shipment, text=f"{shipment.name}: {reason}")
    return content


def _locked(message: PostMessage) -> PostMessage:
    """The statement first: two tries of one statement are asked for one after the other."""
    FeeStatement.objects.select_for_update(of=("self",)).only("pk").get(pk=message.statement_id)
    held = PostMessage.objects.select_for_update(of=("self",)).select_related("statement")
    return held.get(pk=message.pk)
