"""The first step of every act on a voucher: its row, locked and fresh."""

from django.db import connection, transaction

from expenses.models import Voucher
from expenses.selectors.whole import whole_voucher
from klyngeokonomi.statement import prepared_cursor


def locked_voucher(voucher: Voucher) -> Voucher:
    """The row as it stands now, locked until the transaction ends. Lock order: voucher, then account.

    It is read after the lock, not with it: PostgreSQL joins a row it had to wait for with what the other tables
    said before the wait, and a payee chosen meanwhile would come as None.
    """
    _lock(voucher.pk)
    if found := whole_voucher(voucher.pk):
        return found
    raise Voucher.DoesNotExist


def _lock(pk: int) -> None:
    """Wait for the row. Raises TransactionManagementError outside of a transaction, where it would not be kept."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A voucher is locked inside a transaction.")
    with prepared_cursor() as cursor:
        cursor.execute("SELECT 1 FROM expenses_voucher WHERE id = %s FOR UPDATE", [pk])
