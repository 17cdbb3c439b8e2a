"""The bank has refused a payment, or sent its money back: the voucher is approved again, with the bank's reason."""

from typing import TYPE_CHECKING

from approvals import emails
from approvals.actions.locked_batch import locked_batch, locked_payment
from approvals.actions.settle_payment import close_answered
from approvals.models import Payment
from approvals.permissions import why_not_answer_for_bank
from approvals.states import PaymentState
from approvals.transitions import move_payment, why_not_move_payment
from clusters.enums import MovementKind
from clusters.ledger.post import reverse
from expenses.actions.locked_voucher import locked_voucher
from expenses.transitions import move
from klyngeokonomi import faults
from klyngeokonomi.act import act
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User


@act
def bounce_payment(payment: Payment, *, by: "User", reason: str, bank_reference: str = "") -> Payment:
    """`reason` is the bank's, in Danish. What was paid is reversed (paid → reserved) and points back at it.

    The reservation stands throughout: the voucher can be paid anew. Raises Refused when it has bounced already.
    """
    locked_batch(payment.batch)
    voucher = locked_voucher(payment.voucher)
    payment = locked_payment(payment)
    if sentence := why_not_answer_for_bank(by) or why_not_move_payment(payment, "bounce"):
        raise Refused(sentence)
    if payment.state == PaymentState.PAID:
        reverse(
            payment.movement,
            reference=f"voucher:{voucher.pk}:unpay:{payment.pk}",
            text=f"Betalingen af bilag {voucher.number} er sendt tilbage af banken",
            by=by,
            kind=MovementKind.BOUNCE,
        )
    faults.point("bounce.posted")
    move_payment(
        payment, "bounce", bank_reason=reason, bank_reference=bank_reference or payment.bank_reference
    )
    move(voucher, "bounce", by=by, reason=reason)
    emails.payment_bounced(voucher, payment)
    close_answered([payment.batch])
    return payment
