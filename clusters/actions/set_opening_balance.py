"""What a cluster brings with it: entered by one in the secretariat, confirmed by another."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone

from clusters.enums import Bucket, MovementKind
from clusters.ledger.post import lock_account, post, reverse
from clusters.models import Account, Cluster, Movement
from clusters.permissions import why_not_run_secretariat
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.money import ZERO, format_kr, kr
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User


def opening_of(cluster: Cluster | int) -> Movement | None:
    """The opening movement that stands: entered, and not replaced by another."""
    found = Movement.objects.filter(
        cluster=cluster, kind=MovementKind.OPENING, reverses=None, reversed_by=None
    )
    return found.first()


def times_entered(cluster: Cluster | int) -> int:
    """How many movements the opening balance has taken so far."""
    return Movement.objects.filter(cluster=cluster, kind=MovementKind.OPENING).count()


@act
def enter_opening_balance(
    cluster: Cluster, *, amount: Decimal, by: "User", entered: int | None = None
) -> Account:
    """`amount` in DKK, also negative or nil. Entered again before it is confirmed, it replaces what stood.

    `entered` is times_entered as the form knew it: one that stood open while it was entered changes nothing.
    Raises Refused when it is confirmed already: from then on only visible corrections.
    """
    if sentence := why_not_run_secretariat(by):
        raise Refused(sentence)
    account = lock_account(cluster)
    if account.is_known:
        raise Refused("Åbningssaldoen er bekræftet og kan ikke indtastes igen.")
    times = times_entered(cluster)
    if entered is not None and entered != times:
        raise Refused(
            "Åbningssaldoen er indtastet, siden du åbnede siden. Se den igennem, før du retter den."
        )
    text = "Overført fra før økonomimodulet"
    if old := opening_of(cluster):
        reverse(
            old,
            reference=f"opening:{cluster.pk}:{times + 1}",
            text=f"{text}, rettet",
            by=by,
            kind=MovementKind.OPENING,
        )
        times += 1
    amount = kr(amount)
    if amount != ZERO:
        _post(cluster, amount, reference=f"opening:{cluster.pk}:{times + 1}", text=text, by=by)
    Account.objects.filter(pk=account.pk).update(opening_entered_by=by)
    record("opening_balance_entered", by=by, subject=account, cluster_id=cluster.pk, text=format_kr(amount))
    return Account.objects.get(pk=account.pk)


def _post(cluster: Cluster, amount: Decimal, *, reference: str, text: str, by: "User") -> None:
    """Into the account when it is above nil, out of it when below."""
    buckets = (Bucket.OUTSIDE, Bucket.AVAILABLE) if amount > 0 else (Bucket.AVAILABLE, Bucket.OUTSIDE)
    post(
        cluster,
        abs(amount),
        kind=MovementKind.OPENING,
        source=buckets[0],
        target=buckets[1],
        reference=reference,
        text=text,
        by=by,
    )


@act
def confirm_opening_balance(cluster: Cluster, *, amount: Decimal, by: "User") -> Account:
    """A second person types the same amount (DKK); then every member sees the balance, and it has a floor.

    An account already overdrawn keeps its true figure: its floor is where it stands, and nothing more is let out.
    """
    if sentence := why_not_run_secretariat(by):
        raise Refused(sentence)
    account = lock_account(cluster)
    if account.is_known:
        raise Refused("Åbningssaldoen er allerede bekræftet.")
    if account.opening_entered_by_id is None:
        raise Refused("Åbningssaldoen skal indtastes, før den kan bekræftes.")
    if account.opening_entered_by.person_id == by.person_id:
        raise Refused("En kollega skal bekræfte den saldo, du har indtastet.")
    if _entered(cluster) != kr(amount):
        raise Refused(
            "Beløbet er ikke det samme som det, din kollega indtastede. Aftal, hvad der er rigtigt."
        )
    account.floor = min(ZERO, account.available)
    account.opening_confirmed_at = timezone.now()
    account.opening_confirmed_by = by
    account.save(update_fields=["floor", "opening_confirmed_at", "opening_confirmed_by"])
    record("opening_balance_confirmed", by=by, subject=account, cluster_id=cluster.pk, text=format_kr(amount))
    return account


def _entered(cluster: Cluster) -> Decimal:
    opening = opening_of(cluster)
    if opening is None:
        return ZERO
    return opening.amount if opening.to_bucket == Bucket.AVAILABLE else -opening.amount
