"""Opening balances as they are entered, and those that wait for a second person."""

import hashlib
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from clusters.enums import Bucket, MovementKind
from clusters.models import Account, Movement
from klyngeokonomi.money import ZERO

if TYPE_CHECKING:
    from clusters.models import User


def entered_balances() -> dict[int, Decimal]:
    """DKK by cluster id, of the opening movements that stand. What was entered as nil has none."""
    rows = Movement.objects.filter(kind=MovementKind.OPENING, reverses=None, reversed_by=None).order_by()
    return {
        cluster: amount if bucket == Bucket.AVAILABLE else -amount
        for cluster, amount, bucket in rows.values_list("cluster_id", "amount", "to_bucket")
    }


@dataclass(frozen=True, slots=True)
class Waiting:
    """`rows`: accounts with what is entered (DKK), that this person may confirm; `own`: how many the person entered.

    `mark` is what the page showed: it differs when any of the amounts does.
    """

    rows: list[tuple[Account, Decimal]]
    own: int

    @property
    def total(self) -> Decimal:
        return sum((amount for _, amount in self.rows), ZERO)

    @property
    def mark(self) -> str:
        told = ";".join(f"{account.pk}={amount}" for account, amount in self.rows)
        return hashlib.sha256(told.encode()).hexdigest()[:16]


def waiting_openings(user: "User") -> Waiting:
    """Entered and not confirmed, by the clusters' names."""
    entered = entered_balances()
    accounts = Account.objects.filter(opening_entered_by__isnull=False, opening_confirmed_at=None)
    found = list(accounts.select_related("cluster", "opening_entered_by__person").order_by("cluster__name"))
    others = [one for one in found if one.opening_entered_by.person_id != user.person_id]
    rows = [(one, entered.get(one.pk, ZERO)) for one in others]
    return Waiting(rows, len(found) - len(others))
