"""What the distributor says is kept as it came, and done: a shipment taken or refused, each letter delivered or not.

Read again, or read by two at once, it does nothing more. What contradicts what we know changes nothing and is shown.
"""

from collections.abc import Sequence
from hashlib import sha256

from approvals.actions.send_shipment import mark_handed_over
from approvals.enums import ReceiptKind, ReceiptOutcome
from approvals.models import PostMessage, PostReceipt, Shipment
from approvals.states import POST_STEP, SHIPMENT_STEP, PostState, ShipmentState
from approvals.transitions import move_post, move_posts_of, move_shipment
from klyngeokonomi import faults
from klyngeokonomi.act import act
from klyngeokonomi.danish.cpr_in_text import mask_cpr
from klyngeokonomi.insert import insert_unless_there
from klyngeokonomi.integrations.digital_post.receipts import (
    Fate,
    Receipt,
    Told,
    Unreadable,
    kind_of,
    read_receipt,
    read_report,
)
from klyngeokonomi.sealed_field import Sealed

Outcome = tuple[ReceiptOutcome, str]
NOT_OURS = "Vi har ikke sendt en forsendelse med nummeret {}."
MOST_TOLD = 5
"""Sentences about letters kept with one report."""


@act
def receive_post_receipt(name: str, content: bytes) -> PostReceipt:
    """The one row of this name and these bytes, with what it led to."""
    row = PostReceipt(
        name=mask_cpr(name)[:200],
        kind=ReceiptKind(kind_of(name, content)),
        sealed=Sealed.of(content),
        sha256=sha256(content).hexdigest(),
        size=len(content),
    )
    if before := PostReceipt.objects.filter(name=row.name, sha256=row.sha256).first():
        return before
    try:
        row.outcome, sentence = _done(row.kind, name, content)
    except Unreadable as error:
        row.outcome, sentence = ReceiptOutcome.ODD, str(error)
    row.sentence = mask_cpr(sentence)[:500]
    faults.point("post_receipt.read")
    if insert_unless_there(row):
        return row
    return PostReceipt.objects.get(name=row.name, sha256=row.sha256)


def _done(kind: str, name: str, content: bytes) -> Outcome:
    match kind:
        case ReceiptKind.RECEIPT:
            return _receipt(read_receipt(name, content))
        case ReceiptKind.REPORT:
            return _report(read_report(content))
    raise Unreadable("Filen er hverken en kvittering eller en rapport om lønsedler.")


def _receipt(told: Receipt) -> Outcome:
    shipment = _locked([told.shipment_id]).get(told.shipment_id)
    if shipment is None:
        return ReceiptOutcome.ODD, NOT_OURS.format(told.shipment_id)
    if told.received_before:
        if shipment.state in SHIPMENT_STEP["deliver"].from_states:
            mark_handed_over(shipment)
        return ReceiptOutcome.READ, f"Distributøren har allerede {shipment}."
    if told.is_accepted:
        return _accepted(shipment)
    if shipment.state == ShipmentState.ACCEPTED:
        return ReceiptOutcome.ODD, f"{shipment} er først modtaget og siden afvist: {told.words}"
    if shipment.state != ShipmentState.REFUSED:
        move_shipment(shipment, "refuse", sentence=told.words)
        move_posts_of(shipment, "refuse", reason=told.words)
    return ReceiptOutcome.READ, f"{shipment} er afvist: {told.words}"


def _accepted(shipment: Shipment) -> Outcome:
    if shipment.state == ShipmentState.REFUSED:
        return ReceiptOutcome.ODD, f"{shipment} er først afvist og siden modtaget. Spørg distributøren."
    _accept(shipment)
    return ReceiptOutcome.READ, f"{shipment} er modtaget."


def _accept(shipment: Shipment) -> None:
    if shipment.state in SHIPMENT_STEP["accept"].from_states:
        move_shipment(shipment, "accept", sentence="")
        move_posts_of(shipment, "send")


def _report(told: Sequence[Told]) -> Outcome:
    """A shipment that letters are told of was taken, receipt or not."""
    shipments = _locked({one.shipment_id for one in told})
    for shipment in shipments.values():
        _accept(shipment)
    letters = {
        (one.shipment_id, one.message_id): one  # the shipment by its key here, by its number in `told`
        for one in PostMessage.objects.select_for_update(of=("self",))
        .filter(shipment__in=shipments.values(), message_id__in=[one.message_id for one in told])
        .order_by("pk")
    }
    odd, counted = [], {Fate.CONFIRMED: 0, Fate.REJECTED: 0}
    for one in told:
        shipment = shipments.get(one.shipment_id)
        letter = letters.get((shipment.pk, one.message_id)) if shipment else None
        if sentence := _letter(one, shipment, letter):
            odd.append(sentence)
        else:
            counted[one.fate] += 1
    done = f"{counted[Fate.CONFIRMED]} udleveret, {counted[Fate.REJECTED]} afvist."
    return (ReceiptOutcome.ODD if odd else ReceiptOutcome.READ), " ".join([done, *odd[:MOST_TOLD]])


def _letter(told: Told, shipment: Shipment | None, letter: PostMessage | None) -> str:
    """Do what is told of one letter; a sentence when that cannot be."""
    if shipment is None:
        return NOT_OURS.format(told.shipment_id)
    if letter is None:
        return f"{shipment} har ingen lønseddel med nummeret {told.message_id}."
    if told.fate == Fate.CONTRADICTED:
        return f"{told.message_id}: {told.words}"
    verb, facts = ("confirm", {}) if told.fate == Fate.CONFIRMED else ("refuse", {"reason": told.words})
    if letter.state in POST_STEP[verb].from_states:
        move_post(letter, verb, **facts)
        return ""
    known = (PostState.CONFIRMED,) if verb == "confirm" else (PostState.REFUSED, PostState.HANDED_OVER)
    if letter.state in known:
        return ""
    return f"{told.message_id} er meldt både afleveret og afvist. Spørg distributøren."


def _locked(shipment_ids: Sequence[str] | set[str]) -> dict[str, Shipment]:
    """By number, in the order of their keys."""
    found = Shipment.objects.select_for_update().defer("sealed").filter(shipment_id__in=shipment_ids)
    return {one.shipment_id: one for one in found.order_by("pk")}
