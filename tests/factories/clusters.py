"""Money on a cluster's account, through the ledger's own door."""

from decimal import Decimal

from clusters.enums import Bucket, MovementKind
from clusters.ledger.post import post
from clusters.models import Cluster, Movement, User


def fund(cluster: Cluster, amount: Decimal | str, *, by: User, reference: str = "allotment:test") -> Movement:
    """The region's payment in DKK; the opening balance stays unconfirmed."""
    return post(
        cluster,
        Decimal(amount),
        kind=MovementKind.ALLOTMENT,
        source=Bucket.OUTSIDE,
        target=Bucket.AVAILABLE,
        reference=f"{reference}:{cluster.pk}",
        text="Regionens indbetaling",
        by=by,
    )
