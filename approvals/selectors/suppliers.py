"""What else a supplier has sent, across the clusters: for the secretariat alone."""

from expenses.models import Voucher

SHOWN = 5


def earlier_from(voucher: Voucher) -> list[Voucher]:
    """The latest sent vouchers from the same supplier name, this one left out."""
    if not voucher.supplier.strip():
        return []
    found = Voucher.objects.filter(supplier__iexact=voucher.supplier, number__isnull=False).exclude(
        pk=voucher.pk
    )
    return list(found.select_related("cluster").order_by("-submitted_at")[:SHOWN])
