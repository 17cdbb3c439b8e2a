"""What a cluster has left to spend."""

from decimal import Decimal

from clusters.models import Account


def available_of(cluster_id: int) -> Decimal | None:
    """DKK that may still be reserved; None until the account's opening balance is confirmed. One query.

    On an account that was overdrawn when it was confirmed, only what has come in above it may be spent.
    """
    account = Account.objects.filter(cluster=cluster_id).first()
    return account.available - account.floor if account and account.is_known else None
