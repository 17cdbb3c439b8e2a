"""The secretariat's view of vouchers in the admin: same table, its own name."""

from expenses.models import Voucher


class VoucherReview(Voucher):
    class Meta:
        proxy = True
        verbose_name = "bilag til gennemsyn"
        verbose_name_plural = "bilag til gennemsyn"
