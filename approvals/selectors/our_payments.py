"""Our payments as the bank's files are held against them."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from approvals.models import BankLine, Payment
from approvals.payment_files.lines import PaymentMethod, StatementEntry
from approvals.payment_files.ours import OurPayment
from approvals.payment_files.pain001 import block_id
from approvals.states import BatchState, PaymentState
from expenses.enums import PayMethod

WITH_BANK = (BatchState.RELEASED, BatchState.SENT, BatchState.CLOSED)


def named_in(entries: Iterable[StatementEntry]) -> list[int]:
    """The keys of all payments these lines may be about, by their own id or by their block's. One query."""
    singles = list(entries)
    names = {one.end_to_end_id for one in singles if one.end_to_end_id}
    blocks = {
        text for one in singles if not one.end_to_end_id for text in (one.payment_info_id, one.message_id)
    }
    runs = {text for block in blocks if block for text in (block, block.rpartition("-")[0])}
    found = Payment.objects.filter(Q(end_to_end_id__in=names) | Q(batch__message_id__in=runs))
    return list(found.order_by("pk").values_list("pk", flat=True))


def shown_paid(ids: Iterable[int]) -> set[int]:
    """Those that a line of the account has shown paid before. One query."""
    lines = BankLine.objects.filter(payments=OuterRef("pk"), amount__lt=0)
    found = Payment.objects.filter(Exists(lines), pk__in=list(ids))
    return set(found.values_list("pk", flat=True))


def as_ours(payment: Payment, shown: set[int]) -> OurPayment:
    """`payment` with its run and account, as they stand now."""
    return OurPayment(
        pk=payment.pk,
        end_to_end_id=payment.end_to_end_id,
        message_id=payment.batch.message_id,
        block=block_id(payment.batch.message_id, _method(payment)),
        amount=payment.amount,
        state=PaymentState(payment.state),
        is_with_bank=payment.batch.state in WITH_BANK,
        is_matched=payment.pk in shown,
    )


def _method(payment: Payment) -> PaymentMethod:
    """NemKonto is by CPR or CVR as in the file: an account is never changed, and so neither is its number."""
    if payment.method != PayMethod.NEMKONTO:
        return PaymentMethod(payment.method)
    by_cpr = payment.payee_account.identity_id is not None
    return PaymentMethod.NEMKONTO_CPR if by_cpr else PaymentMethod.NEMKONTO_CVR
