"""A voucher with what is shown and asked of it: cluster, claimant, meeting, who is paid and where to."""

from typing import TYPE_CHECKING

from expenses.models import Voucher
from expenses.permissions import why_not_see_voucher
from klyngeokonomi.statement import Statement

if TYPE_CHECKING:
    from clusters.models import User

JOINED = ("cluster", "claimant", "meeting", "payee", "payee_account")
_WHOLE: Statement[Voucher] = Statement(
    lambda pk: Voucher.objects.select_related(*JOINED).filter(pk=pk).order_by()
)


def whole_voucher(pk: int) -> Voucher | None:
    """Whoever asks. One query."""
    return _WHOLE.one(pk=pk)


def seen_voucher(user: "User", pk: int) -> Voucher | None:
    """None when the user may not see it, the same rule as VoucherQuerySet.visible_to."""
    voucher = whole_voucher(pk)
    return None if voucher is None or why_not_see_voucher(user, voucher) else voucher
