"""The fee statement (lønseddel) that a paid fee or mileage stands on, for who may read it."""

from typing import TYPE_CHECKING, Any

from clusters.permissions import standing
from expenses.enums import PAYS_PERSON
from expenses.models import Voucher
from expenses.states import VoucherState

if TYPE_CHECKING:
    from clusters.models import User


def told_on(voucher: Voucher, user: "User") -> list[Any]:
    """Statements by number: the receiver's own; all of them for secretariat and auditor. One query when paid."""
    if voucher.kind not in PAYS_PERSON or voucher.state != VoucherState.PAID:
        return []
    lines = voucher.statement_lines.select_related("statement").defer("statement__printed", "statement__cpr")
    if not standing(user).national:
        lines = lines.filter(statement__person_id=user.person_id)
    return [line.statement for line in lines.order_by("pk")]
