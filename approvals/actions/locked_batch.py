"""The first step of every act on a payment run or a payment: its row, locked and fresh."""

from collections.abc import Iterable

from approvals.models import Batch, Payment
from expenses.models import Voucher


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


def locked_payments(ids: Iterable[int]) -> list[Payment]:
    """The payments with their runs and vouchers, all locked, in the order of each table's keys. Five queries."""
    wanted = sorted(set(ids))
    runs = set(Payment.objects.filter(pk__in=wanted).values_list("batch_id", flat=True))
    batches = {
        one.pk: one
        for one in Batch.objects.select_for_update(of=("self",))
        .select_related("bank_account")
        .filter(pk__in=runs)
        .order_by("pk")
    }
    held = Voucher.objects.select_for_update(of=("self",)).filter(payments__in=wanted).order_by("pk")
    vouchers_held = [pk for (pk,) in held.values_list("pk")]
    vouchers = {
        one.pk: one
        for one in Voucher.objects.filter(pk__in=vouchers_held).select_related("cluster", "claimant", "payee")
    }
    found = Payment.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk")
    payments = list(found.select_related("movement", "payee_account"))
    for payment in payments:
        payment.batch, payment.voucher = batches[payment.batch_id], vouchers[payment.voucher_id]
    return payments
