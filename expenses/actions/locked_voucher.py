"""The first step of every act on a voucher: its row, locked and fresh."""

from expenses.models import Voucher


def locked_voucher(voucher: Voucher) -> Voucher:
    """The row as it stands now, locked until the transaction ends. Lock order: voucher, then account."""
    return (
        Voucher.objects.select_for_update(of=("self",))
        .select_related("cluster", "meeting", "payee", "payee_account", "claimant")
        .get(pk=voucher.pk)
    )
