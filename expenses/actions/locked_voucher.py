"""The first step of every act on a voucher: its row, locked and fresh."""

from expenses.models import Voucher


def locked_voucher(voucher: Voucher) -> Voucher:
    """The row as it stands now, locked until the transaction ends. Lock order: voucher, then account.

    It is read after the lock, not with it: PostgreSQL joins a row it had to wait for with what the other tables
    said before the wait, and a payee chosen meanwhile would come as None.
    """
    Voucher.objects.select_for_update().values_list("pk").get(pk=voucher.pk)
    return Voucher.objects.select_related("cluster", "meeting", "payee", "payee_account", "claimant").get(
        pk=voucher.pk
    )
