"""Take a payment run apart before it is released: its vouchers wait for the next one."""

from typing import TYPE_CHECKING

from approvals.actions.locked_batch import locked_batch
from approvals.models import Batch, Payment
from approvals.permissions import why_not_cancel_batch
from approvals.states import PAYMENT_STEP
from approvals.transitions import move_batch
from expenses.models import Voucher
from expenses.transitions import move_many
from klyngeokonomi import faults
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User


@act
def cancel_batch(batch: Batch, *, by: "User", reason: str) -> Batch:
    """Every payment of it is cancelled and every voucher approved again. Raises Refused once it is released."""
    batch = locked_batch(batch)
    if sentence := why_not_cancel_batch(by, batch):
        raise Refused(sentence, on=batch, tried="Annullér")
    if not reason.strip():
        raise Refused("Skriv, hvorfor kørslen annulleres.")
    ids = list(batch.payments.values_list("voucher_id", flat=True))
    rows = list(Voucher.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"))
    move_batch(batch, "cancel")
    cancel = PAYMENT_STEP["cancel"]
    Payment.objects.filter(batch=batch, state__in=cancel.from_states).update(state=cancel.to_state)
    faults.point("batch.cancelled")
    move_many(rows, "unschedule", by=by, reason=reason)
    record("batch_cancelled", by=by, subject=batch, text=reason.strip())
    return batch
