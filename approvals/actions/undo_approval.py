"""PLO takes an approval back before it is paid."""

from typing import TYPE_CHECKING

from approvals import emails
from approvals.actions.decide import check_turn_down, turn_down
from approvals.enums import Capacity, Verdict
from approvals.models import Decision
from approvals.permissions import why_not_undo
from expenses.actions.locked_voucher import locked_voucher
from expenses.models import Voucher
from klyngeokonomi.act import act

if TYPE_CHECKING:
    from clusters.models import User


@act
def undo_approval(voucher: Voucher, *, by: "User", reason: str, seen: str = "") -> Decision:
    """The voucher is the member's again, and the reservation is given back."""
    voucher = locked_voucher(voucher)
    check_turn_down(why_not_undo, "undo", voucher, by=by, reason=reason)
    decision = turn_down(
        voucher,
        Verdict.UNDO,
        by=by,
        capacity=Capacity.SECRETARIAT,
        reason=reason,
        text=f"Godkendelsen af bilag {voucher.number} er fortrudt",
        seen=seen,
    )
    emails.voucher_returned(voucher, decision)
    return decision
