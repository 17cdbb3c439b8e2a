"""Take a sent voucher back to correct it. An endorsement falls, and with it the reservation."""

from typing import TYPE_CHECKING

from clusters.ledger.reservation import release
from expenses.actions.locked_voucher import locked_voucher
from expenses.models import Voucher
from expenses.permissions import why_not_reopen_voucher
from expenses.states import STEP, VoucherState
from expenses.transitions import move
from klyngeokonomi.act import act
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User


@act
def reopen_voucher(voucher: Voucher, *, by: "User") -> Voucher:
    """The voucher is its owner's again; the next approver is shown what was changed."""
    voucher = locked_voucher(voucher)
    if sentence := why_not_reopen_voucher(by, voucher):
        raise Refused(sentence, on=voucher, tried=STEP["reopen"].label)
    was_endorsed = voucher.state == VoucherState.ENDORSED
    move(voucher, "reopen", by=by)
    if was_endorsed:
        release(voucher.cluster_id, f"voucher:{voucher.pk}", text=f"Bilag {voucher.number} rettes", by=by)
    return voucher
