"""The one writer of a payment run's and a payment's state. The caller holds the row locked."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from approvals.models import Batch, Payment
from approvals.states import BATCH_STEP, PAYMENT_STEP, BatchState, PaymentState
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


def _write(row: Batch | Payment, new: str, facts: dict[str, Any]) -> None:
    now = timezone.now()
    held = type(row)._default_manager.filter(pk=row.pk, state=row.state)
    if not held.update(state=new, state_since=now, **facts):
        raise Refused(OVERTAKEN)
    row.state, row.state_since = new, now
    for name, value in facts.items():
        setattr(row, name, value)
