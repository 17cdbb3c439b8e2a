"""A cluster's movements of a period, read for a statement of account. Three queries at any length."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from approvals.statements.records import Balance, Entry, StatementFacts
from clusters.enums import Bucket, MovementKind
from clusters.models import Account, Cluster, Movement
from klyngeokonomi.money import ZERO


def statement_facts(cluster: Cluster, first: date, last: date) -> StatementFacts:
    """From the first day to the last, both with it. The balance before is the one kept on the movement before."""
    opened = Account.objects.filter(cluster=cluster, opening_confirmed_at__isnull=False).exists()
    until = Movement.objects.filter(cluster=cluster, booked_on__lte=last)
    before = until.filter(booked_on__lt=first).order_by("-number").first()
    entries = tuple(entry_of(one) for one in until.filter(booked_on__gte=first).order_by("number"))
    today = timezone.localdate()
    return StatementFacts(
        cluster=cluster.name,
        number=cluster.number,
        first=first,
        last=last,
        known=opened,
        opening=kept_after(before) if before else Balance(),
        entries=entries,
        opening_booked_on=_brought_on(entries),
        drawn_on=today if last >= today else None,
    )


def _brought_on(entries: tuple[Entry, ...]) -> date | None:
    brought = MovementKind.OPENING.label
    return next((one.day for one in entries if one.kind == brought), None)


def entry_of(movement: Movement) -> Entry:
    cause, _, rest = movement.reference.partition(":")
    number = rest.partition(":")[0]
    return Entry(
        number=movement.number,
        day=movement.booked_on,
        kind=movement.get_kind_display(),
        text=movement.text,
        change=Balance(*(_change(movement, one) for one in (Bucket.AVAILABLE, Bucket.RESERVED, Bucket.PAID))),
        after=kept_after(movement),
        voucher_id=int(number) if cause == "voucher" and number.isdigit() else None,
    )


def kept_after(movement: Movement) -> Balance:
    """How the account stood, as the ledger wrote it on the movement."""
    return Balance(movement.available_after, movement.reserved_after, movement.paid_after)


def _change(movement: Movement, bucket: Bucket) -> Decimal:
    if movement.to_bucket == bucket:
        return movement.amount
    return -movement.amount if movement.from_bucket == bucket else ZERO
