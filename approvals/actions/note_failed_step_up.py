"""Somebody who may release a payment run could not prove that it was them."""

from typing import TYPE_CHECKING

from approvals.models import Batch
from klyngeokonomi.act import act
from klyngeokonomi.audit.models import Record
from klyngeokonomi.audit.record import record

if TYPE_CHECKING:
    from clusters.models import User


@act
def note_failed_step_up(batch: Batch, *, by: "User", text: str) -> Record:
    """`text` is the sentence they were told; what they typed is kept nowhere."""
    return record("step_up_failed", by=by, subject=batch, text=text)
