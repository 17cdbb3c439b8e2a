"""The bank has drawn the money for the clusters' cards: each approved purchase behind it is paid."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from clusters.enums import Bucket, MovementKind
from clusters.ledger.post import post
from clusters.models import Movement
from expenses.actions.locked_voucher import locked_voucher
from expenses.enums import VoucherKind
from expenses.models import Voucher
from expenses.transitions import move, why_not_move
from klyngeokonomi.act import part
from klyngeokonomi.money import ZERO, format_kr
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User


@part
def settle_card(vouchers: Sequence[Voucher], *, by: "User", total: Decimal) -> list[Movement]:
    """One movement reserved → paid for each. `total` is what the bank drew (DKK). Raises Refused."""
    held = [locked_voucher(one) for one in sorted(vouchers, key=lambda one: one.pk)]
    for voucher in held:
        if voucher.kind != VoucherKind.CARD:
            raise Refused(f"Bilag {voucher.number} er ikke et kortkøb.")
        if sentence := why_not_move(voucher, "settle"):
            raise Refused(f"Bilag {voucher.number}: {sentence}")
    chosen = sum((voucher.gross for voucher in held), ZERO)
    if not held or chosen != total:
        raise Refused(
            f"De valgte kortkøb giver {format_kr(chosen)}, og banken har trukket {format_kr(total)}"
        )
    return [_settle(voucher, by) for voucher in held]


def _settle(voucher: Voucher, by: "User") -> Movement:
    movement = post(
        voucher.cluster_id,
        voucher.gross,
        kind=MovementKind.PAY,
        source=Bucket.RESERVED,
        target=Bucket.PAID,
        reference=f"voucher:{voucher.pk}:settle",
        text=f"Bilag {voucher.number} er betalt med klyngens kort",
        by=by,
    )
    move(voucher, "settle", by=by)
    return movement
