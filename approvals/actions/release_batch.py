"""A second person lets a payment run go to the bank."""

from typing import TYPE_CHECKING

from django.utils import timezone

from approvals.actions.locked_batch import locked_batch
from approvals.models import Batch
from approvals.permissions import why_not_release_batch
from approvals.transitions import move_batch
from klyngeokonomi import faults, kick
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.money import format_kr
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User


@act
def release_batch(batch: Batch, *, by: "User") -> Batch:
    """Raises Refused for its maker, for who is paid by it, and once it is released or cancelled."""
    batch = locked_batch(batch)
    if sentence := why_not_release_batch(by, batch):
        raise Refused(sentence, on=batch, tried="Frigiv")
    faults.point("release.checked")
    move_batch(batch, "release", released_by=by, released_at=timezone.now())
    kick.on_commit("approvals.visit_bank")
    record(
        "batch_released",
        by=by,
        subject=batch,
        text=f"{batch.count} betalinger, {format_kr(batch.control_sum)}",
    )
    return batch
