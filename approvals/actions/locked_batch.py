"""The first step of every act on a payment run or a payment: its row, locked and fresh."""

from approvals.models import Batch, Payment


def locked_batch(batch: Batch) -> Batch:
    """Lock order: run, voucher, payment, account."""
    return (
        Batch.objects.select_for_update(of=("self",))
        .select_related("built_by", "bank_account")
        .get(pk=batch.pk)
    )


def locked_payment(payment: Payment) -> Payment:
    return (
        Payment.objects.select_for_update(of=("self",)).select_related("batch", "movement").get(pk=payment.pk)
    )
