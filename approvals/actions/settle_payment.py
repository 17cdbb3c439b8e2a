"""The bank has paid: the money leaves what was reserved, and the claimant is told."""

import datetime
from typing import TYPE_CHECKING

from approvals import emails
from approvals.actions.locked_batch import locked_batch, locked_payment
from approvals.models import Payment
from approvals.permissions import why_not_answer_for_bank
from approvals.states import UNANSWERED, BatchState
from approvals.transitions import move_batch, move_payment, why_not_move_payment
from clusters.enums import Bucket, MovementKind
from clusters.ledger.post import post
from clusters.models import Movement
from expenses.actions.locked_voucher import locked_voucher
from expenses.transitions import move
from klyngeokonomi import faults
from klyngeokonomi.act import act
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User


@act
def settle_payment(
    payment: Payment, *, by: "User", settled_on: datetime.date, bank_reference: str
) -> Movement:
    """One movement reserved → paid, however often the bank says it: the same reference posts once.

    Raises Refused when the payment is no longer waiting for the bank.
    """
    locked_batch(payment.batch)
    voucher = locked_voucher(payment.voucher)
    payment = locked_payment(payment)
    if sentence := why_not_answer_for_bank(by) or why_not_move_payment(payment, "pay"):
        raise Refused(sentence)
    movement = post(
        payment.cluster_id,
        payment.amount,
        kind=MovementKind.PAY,
        source=Bucket.RESERVED,
        target=Bucket.PAID,
        reference=f"voucher:{voucher.pk}:pay:{payment.pk}",
        text=f"Bilag {voucher.number} er udbetalt",
        by=by,
    )
    faults.point("settle.posted")
    move_payment(payment, "pay", movement=movement, settled_on=settled_on, bank_reference=bank_reference)
    move(voucher, "pay", by=by)
    emails.voucher_paid(voucher, payment)
    close_when_answered(payment)
    return movement


def close_when_answered(payment: Payment) -> None:
    """A sent run none of whose payments waits for the bank is closed."""
    batch = payment.batch
    if batch.state == BatchState.SENT and not batch.payments.filter(state__in=UNANSWERED).exists():
        move_batch(batch, "close")
