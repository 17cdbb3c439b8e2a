"""What is known of a person and a supplier in the cluster: is this voucher like the others?"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q
from django.utils import timezone

from expenses.models import Voucher
from expenses.states import VoucherState


@dataclass(frozen=True, slots=True)
class Habits:
    """Counts over the last year, this voucher left out."""

    by_person: int
    returned_by_person: int
    from_supplier: int


def habits(voucher: Voucher) -> Habits:
    """One query."""
    year = Voucher.objects.filter(
        cluster_id=voucher.cluster_id, submitted_at__gte=timezone.now() - timedelta(days=365)
    ).exclude(pk=voucher.pk)
    own = Q(claimant_id=voucher.claimant_id)
    counts = year.aggregate(
        by_person=Count("pk", filter=own),
        returned_by_person=Count(
            "pk", filter=own & Q(state__in=[VoucherState.RETURNED, VoucherState.REJECTED])
        ),
        from_supplier=Count("pk", filter=Q(supplier__iexact=voucher.supplier)),
    )
    return Habits(**counts)
