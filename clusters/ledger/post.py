"""The only door to the movements. The account's row is locked first, always (ADR 0002)."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import IntegrityError
from django.utils import formats, timezone

from clusters.enums import Bucket, MovementKind
from clusters.models import Account, Cluster, Movement
from klyngeokonomi import faults
from klyngeokonomi.act import part
from klyngeokonomi.insert import insert
from klyngeokonomi.money import ZERO, format_kr, kr
from klyngeokonomi.refused import Refused
from klyngeokonomi.statement import Statement
from klyngeokonomi.update import update

if TYPE_CHECKING:
    from clusters.models import User

OPEN_MONTH = "clusters_movement_open_month"
"""The trigger on the movements that refuses a locked month."""


def lock_account(cluster: Cluster | int) -> Account:
    """The cluster's account under its row lock; made if it is not there. Needs a transaction."""
    pk = cluster if isinstance(cluster, int) else cluster.pk
    if account := _LOCKED.one(cluster=pk):
        return account
    Account.objects.bulk_create([Account(cluster_id=pk)], ignore_conflicts=True)
    return _LOCKED.all(cluster=pk)[0]


_LOCKED: Statement[Account] = Statement(
    lambda cluster: Account.objects.select_for_update(of=("self",)).filter(cluster_id=cluster).order_by()
)
_POSTED: Statement[Movement] = Statement(
    lambda reference: Movement.objects.filter(reference=reference).order_by()
)


def posted(reference: str) -> Movement | None:
    """The movement that stands under this reference."""
    return _POSTED.one(reference=reference)


@part
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
    """Move `amount` DKK (> 0) between buckets, booked today. The same reference again returns what it posted.

    Raises Refused when the reference stands for something else, or `available` would go below the account's floor.
    """
    account, amount = lock_account(cluster), kr(amount)
    if done := posted(reference):
        return _same(done, account.pk, amount, source, target)
    return post_on(
        account,
        amount,
        kind=kind,
        source=source,
        target=target,
        reference=reference,
        text=text,
        by=by,
        reverses=reverses,
    )


def post_on(
    account: Account,
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
    """The same on an account the caller holds locked, under a reference the caller knows to be free there."""
    moved = _moved(
        account,
        amount,
        kind=kind,
        source=source,
        target=target,
        reference=reference,
        text=text,
        by=by,
        reverses=reverses,
    )
    update(account, str(source), str(target), "movements_count", "floor")
    faults.point("post.shifted")
    with _month_open(moved.booked_on):
        return insert(moved)


@dataclass(frozen=True, slots=True)
class Posting:
    """`amount` in DKK, above zero. `reference` names what caused it, once in the whole ledger."""

    amount: Decimal
    reference: str
    text: str


@part
def post_many(
    cluster: Cluster | int,
    postings: Sequence[Posting],
    *,
    kind: MovementKind,
    source: Bucket,
    target: Bucket,
    by: "User",
) -> list[Movement]:
    """What `post` does for each, in order, all or none, and in a handful of statements however many they are."""
    account = lock_account(cluster)
    references = [one.reference for one in postings]
    done = {one.reference: one for one in Movement.objects.filter(reference__in=references)}
    new: list[Movement] = []
    for one in postings:
        amount = kr(one.amount)
        if there := done.get(one.reference):
            _same(there, account.pk, amount, source, target)
            continue
        facts = {"kind": kind, "source": source, "target": target, "reference": one.reference, "by": by}
        new.append(_moved(account, amount, text=one.text, reverses=None, **facts))
        done[one.reference] = new[-1]
    if new:
        update(account, str(source), str(target), "movements_count", "floor")
        faults.point("post.shifted")
        with _month_open(timezone.localdate()):
            Movement.objects.bulk_create(new, batch_size=1000)
    return [done[reference] for reference in references]


def _moved(
    account: Account,
    amount: Decimal,
    *,
    kind: MovementKind,
    source: Bucket,
    target: Bucket,
    reference: str,
    text: str,
    by: "User",
    reverses: Movement | None,
) -> Movement:
    """The account's totals after the move, and the movement that tells of it; neither is saved yet."""
    _shift(account, amount, source=source, target=target)
    account.movements_count += 1
    return Movement(
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


@contextmanager
def _month_open(day: date) -> Iterator[None]:
    """The database holds the lock on a month; here its refusal gets its words. Raises Refused."""
    try:
        yield
    except IntegrityError as error:
        if getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") != OPEN_MONTH:
            raise
        month = formats.date_format(day, "F Y")
        raise Refused(
            f"Regnskabet for {month} er låst, og der kan ikke bogføres i den måned. Intet er bogført."
        ) from error


def _same(done: Movement, *facts: object) -> Movement:
    """What stands under the reference, when it is what was to be posted. Raises Refused."""
    if (done.cluster_id, done.amount, done.from_bucket, done.to_bucket) != facts:
        raise Refused(f"Der er allerede bogført noget andet som {done.reference}. Intet er bogført.")
    return done


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


def why_not_reverse(movement: Movement, reference: str) -> str | None:
    """A reversal stands; what is reversed is reversed. The same reference again is a retry."""
    if movement.reverses_id is not None:
        return "En modpostering kan ikke selv modposteres."
    if Movement.objects.filter(reverses=movement).exclude(reference=reference).exists():
        return "Bevægelsen er allerede modposteret."
    return None


@part
def reverse(movement: Movement, *, reference: str, text: str, by: "User", kind: MovementKind) -> Movement:
    """Post the opposite of a movement, once; it points back at what it reverses."""
    lock_account(movement.cluster_id)
    if sentence := why_not_reverse(movement, reference):
        raise Refused(sentence)
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
