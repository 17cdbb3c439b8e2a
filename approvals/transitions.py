"""The one writer of the states of payment runs, payments, shipments and letters. The caller holds the row locked."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from approvals.models import Batch, Payment, PostMessage, Shipment
from approvals.states import (
    BATCH_STEP,
    PAYMENT_STEP,
    POST_STEP,
    SHIPMENT_STEP,
    BatchState,
    PaymentState,
    PostState,
    ShipmentState,
)
from klyngeokonomi import faults
from klyngeokonomi.refused import Refused

OVERTAKEN = "Det er netop ændret af en anden. Hent siden igen."


def why_not_move_batch(batch: Batch, verb: str) -> str | None:
    if batch.state not in BATCH_STEP[verb].from_states:
        return f"Betalingskørslen er «{BatchState(batch.state).label.lower()}» og kan ikke ændres på den måde nu."
    return None


def move_batch(batch: Batch, verb: str, **facts: Any) -> None:
    """`facts` are columns written with the state (released_by, released_at). Raises Refused."""
    if sentence := why_not_move_batch(batch, verb):
        raise Refused(sentence)
    _write(batch, BATCH_STEP[verb].to_state, facts)
    faults.point("batch.moved")


def why_not_move_payment(payment: Payment, verb: str) -> str | None:
    if payment.state not in PAYMENT_STEP[verb].from_states:
        return (
            f"Betalingen er «{PaymentState(payment.state).label.lower()}» og kan ikke ændres på den måde nu."
        )
    return None


def move_payment(payment: Payment, verb: str, **facts: Any) -> None:
    """`facts` are columns written with the state (bank_reason, settled_on, movement …). Raises Refused."""
    if sentence := why_not_move_payment(payment, verb):
        raise Refused(sentence)
    _write(payment, PAYMENT_STEP[verb].to_state, facts)
    faults.point("payment.moved")


def pay_many(payments: Sequence[Payment]) -> None:
    """`move_payment(…, "pay")` for payments that carry their facts already, in one statement. Raises Refused."""
    for payment in payments:
        if sentence := why_not_move_payment(payment, "pay"):
            raise Refused(f"{payment.end_to_end_id}: {sentence}")
    now = timezone.now()
    for payment in payments:
        payment.state, payment.state_since = PAYMENT_STEP["pay"].to_state, now
    columns = ["state", "state_since", "movement", "settled_on", "bank_reference"]
    Payment.objects.bulk_update(payments, columns, batch_size=500)
    faults.point("payment.moved")


def accept_many(payments: Sequence[Payment]) -> None:
    """`move_payment(…, "accept")` for each, in one statement. Raises Refused."""
    for payment in payments:
        if sentence := why_not_move_payment(payment, "accept"):
            raise Refused(f"{payment.end_to_end_id}: {sentence}")
    new, now = PAYMENT_STEP["accept"].to_state, timezone.now()
    Payment.objects.filter(pk__in=[one.pk for one in payments]).update(state=new, state_since=now)
    for payment in payments:
        payment.state, payment.state_since = new, now
    faults.point("payment.moved")


def why_not_move_shipment(shipment: Shipment, verb: str) -> str | None:
    if shipment.state not in SHIPMENT_STEP[verb].from_states:
        now = ShipmentState(shipment.state).label.lower()
        return f"Forsendelsen er «{now}» og kan ikke ændres på den måde nu."
    return None


def move_shipment(shipment: Shipment, verb: str, **facts: Any) -> None:
    """`facts` are columns written with the state (sentence, tries). Raises Refused."""
    if sentence := why_not_move_shipment(shipment, verb):
        raise Refused(sentence)
    _write(shipment, SHIPMENT_STEP[verb].to_state, facts)
    faults.point("shipment.moved")


def why_not_move_post(message: PostMessage, verb: str) -> str | None:
    if message.state not in POST_STEP[verb].from_states:
        now = PostState(message.state).label.lower()
        return f"Lønsedlen er «{now}» og kan ikke ændres på den måde nu."
    return None


def move_post(message: PostMessage, verb: str, **facts: Any) -> None:
    """`facts` are columns written with the state (reason, note, handled_by). Raises Refused."""
    if sentence := why_not_move_post(message, verb):
        raise Refused(sentence)
    _write(message, POST_STEP[verb].to_state, facts)
    faults.point("post.moved")


def move_posts_of(shipment: Shipment, verb: str, **facts: Any) -> int:
    """Every letter of a shipment that may make the move, in one statement; how many did."""
    step = POST_STEP[verb]
    held = PostMessage.objects.filter(shipment=shipment, state__in=step.from_states)
    return held.update(state=step.to_state, state_since=timezone.now(), **facts)


def _write(row: Batch | Payment | Shipment | PostMessage, new: str, facts: dict[str, Any]) -> None:
    now = timezone.now()
    held = type(row)._default_manager.filter(pk=row.pk, state=row.state)
    if not held.update(state=new, state_since=now, **facts):
        raise Refused(OVERTAKEN)
    row.state, row.state_since = new, now
    for name, value in facts.items():
        setattr(row, name, value)
