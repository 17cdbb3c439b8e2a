"""Money on a cluster's account, through the ledger's own door."""

from decimal import Decimal

from django.utils import timezone

from clusters.enums import Bucket, MovementKind
from clusters.ledger.post import post
from clusters.models import Account, Cluster, Movement, User
from tests.people import People


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


def confirm_opening(people: People) -> None:
    """The opening balance is entered by Sara and confirmed by Sune, so that the account has a floor."""
    account = Account.objects.get_or_create(cluster=people.cluster)[0]
    account.floor = Decimal("0.00")
    account.opening_entered_by, account.opening_confirmed_by = people.sara, people.sune
    account.opening_confirmed_at = timezone.now()
    account.save()
