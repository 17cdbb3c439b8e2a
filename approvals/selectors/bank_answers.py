"""What may be chosen as the answer to a question about the bank: never more than a person can look through."""

from django.db.models import Q, QuerySet

from approvals.models import BankQuestion, Payment
from approvals.states import UNANSWERED, BatchState, PaymentState
from clusters.enums import MovementKind
from clusters.models import Movement
from expenses.enums import VoucherKind
from expenses.models import Voucher
from expenses.states import VoucherState

MOST = 200


def payments_to_choose(question: BankQuestion) -> QuerySet[Payment]:
    """Money out: what waits at the bank. Money in: what is paid. The one it may be about stands first."""
    found = Payment.objects.select_related("voucher", "batch").order_by("-pk")
    if question.line is None:
        return found.none()
    if question.line.amount < 0:
        sent = Q(batch__state__in=[BatchState.RELEASED, BatchState.SENT])
        return found.filter(sent, state__in=UNANSWERED)
    return found.filter(state=PaymentState.PAID, amount=question.line.amount)


def may_be_unpaid(question: BankQuestion) -> bool:
    """An answer of the bank, and no line, left a payment in doubt that still waits for the bank."""
    payment = question.payment
    return (
        question.line is None
        and payment is not None
        and payment.state in UNANSWERED
        and payment.batch.released_at is not None
    )


def movements_to_choose(question: BankQuestion) -> QuerySet[Movement]:
    """Allotments that no line explains yet."""
    found = Movement.objects.select_related("cluster").order_by("-pk")
    if question.line is None or question.line.amount < 0:
        return found.none()
    return found.filter(kind=MovementKind.ALLOTMENT, explains=None, amount__lte=question.line.amount)


def card_vouchers_to_choose(question: BankQuestion) -> QuerySet[Voucher]:
    """Approved purchases on a cluster's card, the oldest first."""
    found = Voucher.objects.select_related("cluster").order_by("voucher_date", "pk")
    if question.line is None or question.line.amount > 0:
        return found.none()
    return found.filter(kind=VoucherKind.CARD, state=VoucherState.APPROVED, gross__lte=-question.line.amount)
