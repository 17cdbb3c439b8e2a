"""Take a voucher out of the game for good."""

from typing import TYPE_CHECKING

from expenses.actions.locked_voucher import locked_voucher
from expenses.models import Voucher
from expenses.permissions import why_not_withdraw_voucher
from expenses.states import STEP
from expenses.transitions import move
from klyngeokonomi.act import act
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User


@act
def withdraw_voucher(voucher: Voucher, *, by: "User") -> Voucher:
    """Its papers may then be used on another voucher. Raises Refused once PLO has it."""
    voucher = locked_voucher(voucher)
    if sentence := why_not_withdraw_voucher(by, voucher):
        raise Refused(sentence, on=voucher, tried=STEP["withdraw"].label)
    move(voucher, "withdraw", by=by)
    return voucher
