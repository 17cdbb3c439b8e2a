"""From PLO back to the coordinator: the cluster is asked to decide again."""

from typing import TYPE_CHECKING

from approvals import emails
from approvals.actions.decide import check_turn_down, turn_down
from approvals.enums import Capacity, Verdict
from approvals.models import Decision
from approvals.permissions import why_not_send_back
from expenses.actions.locked_voucher import locked_voucher
from expenses.models import Voucher
from klyngeokonomi.act import act

if TYPE_CHECKING:
    from clusters.models import User


@act
def send_back_voucher(voucher: Voucher, *, by: "User", reason: str, seen: str = "") -> Decision:
    voucher = locked_voucher(voucher)
    check_turn_down(why_not_send_back, "send_back", voucher, by=by, reason=reason)
    decision = turn_down(
        voucher,
        Verdict.SEND_BACK,
        by=by,
        capacity=Capacity.SECRETARIAT,
        reason=reason,
        text=f"Bilag {voucher.number} er sendt tilbage til klyngen",
        seen=seen,
    )
    emails.voucher_sent_back(voucher, decision)
    return decision
