"""The clusters whose meetings a user keeps."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from clusters.models import Cluster
from clusters.permissions import standing

if TYPE_CHECKING:
    from clusters.models import User


def clusters_led_by(user: "User") -> QuerySet[Cluster]:
    """Where the user is coordinator or deputy today; every active one for the secretariat. By name."""
    held = standing(user)
    active = Cluster.objects.active().order_by("name")
    if held.is_secretariat:
        return active
    return active.filter(pk__in=[pk for pk in held.clusters if held.leads(pk)])
