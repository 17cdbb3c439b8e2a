"""What a cluster has left to spend."""

from decimal import Decimal

from clusters.models import Account


def available_of(cluster_id: int) -> Decimal | None:
    """DKK; None until the account's opening balance is confirmed. One query."""
    account = Account.objects.filter(cluster=cluster_id).first()
    return account.available if account and account.is_known else None
