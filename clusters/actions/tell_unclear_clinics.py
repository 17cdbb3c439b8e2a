"""In January the coordinators are asked about clinics that cannot count as they stand; once a year each."""

from django.db import transaction
from django.utils import timezone

from clusters import emails
from clusters.enums import Role
from clusters.models import Cluster, Membership
from clusters.selectors.unclear_clinics import Unclear, unclear_clinics
from klyngeokonomi.outbox.enqueue import is_address

MONTH = 1
"""The register must be right by the end of January."""


@transaction.atomic
def tell_unclear_clinics() -> int:
    """How many mails were new; nil outside of January. A key for year, cluster and person keeps it to one each."""
    today = timezone.localdate()
    if today.month != MONTH:
        return 0
    found: dict[Cluster, list[Unclear]] = {}
    for one in unclear_clinics(today):
        found.setdefault(one.clinic.cluster, []).append(one)
    rows = Membership.objects.active(today).filter(cluster__in=found, role=Role.COORDINATOR)
    told = 0
    for role in rows.select_related("person", "cluster").order_by("cluster_id", "pk"):
        if is_address(role.person.email):
            told += emails.clinics_unclear(role.cluster, role.person, found[role.cluster], today)
    return told
