"""No, for good."""

from typing import TYPE_CHECKING

from approvals import emails
from approvals.actions.decide import check_turn_down, turn_down
from approvals.enums import Capacity, Verdict
from approvals.models import Decision
from approvals.permissions import capacity_to_endorse, why_not_reject
from expenses.actions.locked_voucher import locked_voucher
from expenses.models import Voucher
from expenses.states import VoucherState
from klyngeokonomi.act import act

if TYPE_CHECKING:
    from clusters.models import User


@act
def reject_voucher(voucher: Voucher, *, by: "User", reason: str, seen: str = "") -> Decision:
    """By the cluster while it has the voucher, by PLO after; the reservation is given back."""
    voucher = locked_voucher(voucher)
    check_turn_down(why_not_reject, "reject", voucher, by=by, reason=reason)
    in_cluster = voucher.state == VoucherState.SUBMITTED
    capacity = capacity_to_endorse(by, voucher) if in_cluster else Capacity.SECRETARIAT
    decision = turn_down(
        voucher,
        Verdict.REJECT,
        by=by,
        capacity=capacity,
        reason=reason,
        text=f"Bilag {voucher.number} er afvist",
        seen=seen,
    )
    emails.voucher_rejected(voucher, decision)
    return decision
