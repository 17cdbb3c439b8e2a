"""The one writer of Voucher.state. Looks, writes the state and the log row, and returns the row."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils import timezone

from expenses.models import Move, Voucher
from expenses.states import STEP, VoucherState
from klyngeokonomi import faults
from klyngeokonomi.danish.words import within
from klyngeokonomi.insert import insert
from klyngeokonomi.refused import Refused
from klyngeokonomi.update import update_where

if TYPE_CHECKING:
    from clusters.models import User


def why_not_move(voucher: Voucher, verb: str, reason: str = "") -> str | None:
    """The Danish reason the table of moves does not let the verb through now, or None."""
    step = STEP[verb]
    if voucher.state not in step.from_states:
        return f"Bilaget er «{within(VoucherState(voucher.state).label)}» og kan ikke ændres på den måde nu."
    if step.needs_reason and not reason.strip():
        return "Skriv en begrundelse, så modtageren ved, hvad der skal gøres."
    return None


def move(voucher: Voucher, verb: str, *, by: "User", reason: str = "") -> Move:
    """Move a voucher that the caller holds locked. Raises Refused when the table says no, or another was first."""
    if sentence := why_not_move(voucher, verb, reason):
        raise Refused(sentence)
    old, new, now = voucher.state, STEP[verb].to_state, timezone.now()
    if not update_where(Voucher, {"state": new, "state_since": now}, pk=voucher.pk, state=old):
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


def move_many(vouchers: Sequence[Voucher], verb: str, *, by: "User", reason: str = "") -> None:
    """The same for vouchers the caller holds locked, in two statements however many. All or none. Raises Refused."""
    for voucher in vouchers:
        if sentence := why_not_move(voucher, verb, reason):
            raise Refused(f"Bilag {voucher.number}: {sentence}")
    new, now = STEP[verb].to_state, timezone.now()
    held = Voucher.objects.filter(
        pk__in=[one.pk for one in vouchers], state__in={one.state for one in vouchers}
    )
    if held.update(state=new, state_since=now) != len(vouchers):
        raise Refused("Et af bilagene er netop ændret af en anden. Hent siden igen.")
    Move.objects.bulk_create(
        Move(
            voucher=one,
            verb=verb,
            from_state=one.state,
            to_state=new,
            by=by,
            reason=reason.strip(),
            version=one.version,
        )
        for one in vouchers
    )
    for voucher in vouchers:
        voucher.state, voucher.state_since = new, now
    faults.point("voucher.moved")
