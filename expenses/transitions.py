"""The one writer of Voucher.state. Looks, writes the state and the log row, and returns the row."""

from typing import TYPE_CHECKING

from django.utils import timezone

from expenses.models import Move, Voucher
from expenses.states import STEP, VoucherState
from klyngeokonomi import faults
from klyngeokonomi.insert import insert
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User


def why_not_move(voucher: Voucher, verb: str, reason: str = "") -> str | None:
    """The Danish reason the table of moves does not let the verb through now, or None."""
    step = STEP[verb]
    if voucher.state not in step.from_states:
        return f"Bilaget er «{VoucherState(voucher.state).label.lower()}» og kan ikke ændres på den måde nu."
    if step.needs_reason and not reason.strip():
        return "Skriv en begrundelse, så modtageren ved, hvad der skal gøres."
    return None


def move(voucher: Voucher, verb: str, *, by: "User", reason: str = "") -> Move:
    """Move a voucher that the caller holds locked. Raises Refused when the table says no, or another was first."""
    if sentence := why_not_move(voucher, verb, reason):
        raise Refused(sentence)
    old, new, now = voucher.state, STEP[verb].to_state, timezone.now()
    changed = Voucher.objects.filter(pk=voucher.pk, state=old).update(state=new, state_since=now)
    if not changed:
        raise Refused("Bilaget er netop ændret af en anden. Hent siden igen.")
    voucher.state, voucher.state_since = new, now
    row = insert(
        Move(
            voucher=voucher,
            verb=verb,
            from_state=old,
            to_state=new,
            by=by,
            reason=reason.strip(),
            version=voucher.version,
        )
    )
    faults.point("voucher.moved")
    return row
