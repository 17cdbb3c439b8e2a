"""One cluster by its address, for someone who has something to do with it."""

from typing import TYPE_CHECKING

from clusters.models import Cluster
from clusters.permissions import why_not_see_cluster
from klyngeokonomi.statement import Statement

if TYPE_CHECKING:
    from clusters.models import User


def seen_cluster(user: "User", slug: str) -> Cluster | None:
    """None when the user may not see it, the same rule as ClusterQuerySet.visible_to. One query."""
    cluster = _AT.one(slug=slug)
    return None if cluster is None or why_not_see_cluster(user, cluster) else cluster


_AT: Statement[Cluster] = Statement(lambda slug: Cluster.objects.filter(slug=slug).order_by())
