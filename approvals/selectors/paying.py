"""How one voucher is or was paid, as sentences with the run they happened in."""

from dataclasses import dataclass

from approvals.models import Batch, Payment
from approvals.states import BatchState, PaymentState
from expenses.models import Voucher
from klyngeokonomi.money import format_kr
from klyngeokonomi.templatetags.dansk import dato


@dataclass(frozen=True, slots=True)
class Paid:
    sentence: str
    batch: Batch
    movement_id: int | None


def paying_of(voucher: Voucher) -> list[Paid]:
    """Every time it was put in a run, the latest first. One query."""
    payments = Payment.objects.filter(voucher=voucher).select_related("batch").order_by("-pk")
    return [Paid(_told(payment), payment.batch, payment.movement_id) for payment in payments]


def _told(payment: Payment) -> str:
    match PaymentState(payment.state):
        case PaymentState.PAID:
            return f"Udbetalt {dato(payment.settled_on)}.{_kept_back(payment)}"
        case PaymentState.BOUNCED:
            return f"Sendt tilbage af banken: {payment.bank_reason}"
        case PaymentState.CANCELLED:
            return "Taget ud igen, da kørslen blev annulleret."
    waits = " Kørslen venter på frigivelse." if payment.batch.state == BatchState.BUILT else ""
    return f"Til betaling {dato(payment.batch.execution_date)}.{_kept_back(payment)}{waits}"


def _kept_back(payment: Payment) -> str:
    if not payment.withheld:
        return ""
    kept, sent = format_kr(payment.withheld), format_kr(payment.amount)
    return f" Til modtageren: {sent} Holdt tilbage til Skat: {kept}"
