"""The bank has paid: the money leaves what was reserved, with what is kept back of it, and the claimant is told."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from approvals import emails
from approvals.actions.locked_batch import locked_payments
from approvals.models import Batch, Payment
from approvals.permissions import why_not_answer_for_bank
from approvals.states import UNANSWERED, BatchState
from approvals.transitions import move_batch, pay_many, why_not_move_payment
from clusters.enums import Bucket, MovementKind
from clusters.ledger.post import Posting, post_many
from clusters.models import Movement
from expenses.transitions import move_many
from klyngeokonomi import faults
from klyngeokonomi.act import act
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User


@dataclass(frozen=True, slots=True)
class Settlement:
    """What the bank says of one payment. `payment` is locked with its run and voucher (locked_payments)."""

    payment: Payment
    settled_on: datetime.date
    bank_reference: str


@act
def settle_payment(
    payment: Payment, *, by: "User", settled_on: datetime.date, bank_reference: str
) -> Movement:
    """One movement reserved → paid, however often the bank says it: the same reference posts once.

    Raises Refused when the payment is no longer waiting for the bank.
    """
    (locked,) = locked_payments([payment.pk])
    settle_locked([Settlement(locked, settled_on, bank_reference)], by=by)
    return locked.movement


@act
def settle_locked(settlements: Sequence[Settlement], *, by: "User") -> None:
    """All or none, in a number of statements that does not grow with them. Raises Refused."""
    if sentence := why_not_answer_for_bank(by):
        raise Refused(sentence)
    payments = [one.payment for one in settlements]
    for payment in payments:
        if sentence := why_not_move_payment(payment, "pay"):
            raise Refused(sentence)
    _post(payments, by)
    faults.point("settle.posted")
    for one in settlements:
        one.payment.settled_on, one.payment.bank_reference = one.settled_on, one.bank_reference
    pay_many(payments)
    vouchers = [payment.voucher for payment in payments]
    move_many(vouchers, "pay", by=by)
    emails.vouchers_paid(vouchers, {payment.voucher_id: payment for payment in payments})
    close_answered(payment.batch for payment in payments)


def _post(payments: Sequence[Payment], by: "User") -> None:
    """Account by account, in the order of their keys; each payment is given its movement."""
    of_cluster: dict[int, list[Payment]] = defaultdict(list)
    for payment in payments:
        of_cluster[payment.cluster_id].append(payment)
    for cluster, some in sorted(of_cluster.items()):
        postings = [
            Posting(
                one.gross,
                f"voucher:{one.voucher_id}:pay:{one.pk}",
                f"Bilag {one.voucher.number} er udbetalt",
            )
            for one in some
        ]
        movements = post_many(
            cluster,
            postings,
            kind=MovementKind.PAY,
            source=Bucket.RESERVED,
            target=Bucket.PAID,
            by=by,
        )
        for payment, movement in zip(some, movements, strict=True):
            payment.movement = movement


def close_answered(batches: Iterable[Batch]) -> None:
    """A sent run none of whose payments waits for the bank is closed."""
    for batch in {one.pk: one for one in batches}.values():
        if batch.state == BatchState.SENT and not batch.payments.filter(state__in=UNANSWERED).exists():
            move_batch(batch, "close")
