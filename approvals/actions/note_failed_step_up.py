"""Somebody who may do a heavy act could not prove that it was them."""

from typing import TYPE_CHECKING

from klyngeokonomi.act import act
from klyngeokonomi.audit.models import Record
from klyngeokonomi.audit.record import record

if TYPE_CHECKING:
    from django.db.models import Model

    from clusters.models import User


@act
def note_failed_step_up(on: "Model | None" = None, *, by: "User", text: str) -> Record:
    """`on` is what the act was for, where it is there already. `text` is the sentence they were told; what they typed
    is kept nowhere.
    """
    return record("step_up_failed", by=by, subject=on, text=text)
