"""One cluster by its address, for someone who has something to do with it."""

from typing import TYPE_CHECKING

from clusters.models import Cluster
from clusters.permissions import standing
from klyngeokonomi.statement import Statement

if TYPE_CHECKING:
    from clusters.models import User


def seen_cluster(user: "User", slug: str) -> Cluster | None:
    """None when the user may not see it, the same rule as ClusterQuerySet.visible_to. One query."""
    cluster = _AT.one(slug=slug)
    return cluster if cluster is not None and may_see(user, cluster) else None


def may_see(user: "User", cluster: Cluster) -> bool:
    """Any role in it today, or one over all clusters."""
    return standing(user).sees(cluster)


_AT: Statement[Cluster] = Statement(lambda slug: Cluster.objects.filter(slug=slug).order_by())
