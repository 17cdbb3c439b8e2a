"""The only door to the movements. The account's row is locked first, always (ADR 0002)."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from clusters.enums import Bucket, MovementKind
from clusters.models import Account, Cluster, Movement
from klyngeokonomi.money import ZERO, format_kr, kr
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User


def lock_account(cluster: Cluster | int) -> Account:
    """The cluster's account under its row lock; made if it is not there. Needs a transaction."""
    pk = cluster if isinstance(cluster, int) else cluster.pk
    Account.objects.bulk_create([Account(cluster_id=pk)], ignore_conflicts=True)
    return Account.objects.select_for_update(of=("self",)).get(cluster_id=pk)


@transaction.atomic
def post(
    cluster: Cluster | int,
    amount: Decimal,
    *,
    kind: MovementKind,
    source: Bucket,
    target: Bucket,
    reference: str,
    text: str,
    by: "User",
    reverses: Movement | None = None,
) -> Movement:
    """Move `amount` DKK (> 0) from one bucket to another and return the movement.

    It is booked today, never back in time. The same reference again returns the movement already there: a retry
    posts nothing. Raises Refused, with both figures, when `available` would go below the account's floor.
    """
    account = lock_account(cluster)
    if done := Movement.objects.filter(reference=reference).first():
        return done
    amount = kr(amount)
    _shift(account, amount, source=source, target=target)
    account.movements_count += 1
    account.save(update_fields=[str(source), str(target), "movements_count", "floor"])
    return Movement.objects.create(
        cluster_id=account.pk,
        number=account.movements_count,
        kind=kind,
        from_bucket=source,
        to_bucket=target,
        amount=amount,
        booked_on=timezone.localdate(),
        text=text,
        reference=reference,
        reverses=reverses,
        by=by,
        available_after=account.available,
        reserved_after=account.reserved,
        paid_after=account.paid,
    )


def _shift(account: Account, amount: Decimal, *, source: Bucket, target: Bucket) -> None:
    """The totals after the move, not yet saved. Raises Refused when `available` would go below the floor.

    What an overdrawn account is paid back raises its floor, up to nil: it cannot be overdrawn anew.
    """
    setattr(account, source, getattr(account, source) - amount)
    setattr(account, target, getattr(account, target) + amount)
    if source == Bucket.AVAILABLE and account.floor is not None and account.available < account.floor:
        raise Refused(
            f"Der er {format_kr(account.available + amount)} til rådighed på klyngens konto, "
            f"og bilaget lyder på {format_kr(amount)}. Det kan ikke reserveres."
        )
    if account.floor is not None:
        account.floor = max(account.floor, min(ZERO, account.available))


def reverse(movement: Movement, *, reference: str, text: str, by: "User", kind: MovementKind) -> Movement:
    """Post the opposite of a movement, once; it points back at what it reverses."""
    if movement.reverses_id is not None:
        raise Refused("En modpostering kan ikke selv modposteres.")
    return post(
        movement.cluster_id,
        movement.amount,
        kind=kind,
        source=Bucket(movement.to_bucket),
        target=Bucket(movement.from_bucket),
        reference=reference,
        text=text,
        by=by,
        reverses=movement,
    )
