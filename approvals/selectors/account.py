"""The account as every member sees it: four figures, each with its rows, and movements with running balance."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from clusters.enums import Bucket, MovementKind
from clusters.models import Account, Cluster, Movement
from expenses.models import Voucher
from expenses.states import RESERVING, VoucherState
from klyngeokonomi.danish.months import first_of
from klyngeokonomi.money import ZERO

PAGE = 50


@dataclass(frozen=True, slots=True)
class Figures:
    """DKK. `known` is False until the opening balance is confirmed; then only `awaiting` and `reserved` are facts."""

    known: bool
    booked: Decimal
    reserved: Decimal
    available: Decimal
    awaiting: Decimal


def figures_of(cluster: Cluster) -> Figures:
    """Two queries: the account's kept totals, and the sum of what the coordinator has not decided on."""
    account = Account.objects.filter(cluster=cluster).first() or Account(cluster=cluster)
    awaiting = waiting(cluster).aggregate(total=Sum("gross"))["total"]
    return Figures(account.is_known, account.booked, account.reserved, account.available, awaiting or ZERO)


def is_known(cluster: Cluster) -> bool:
    """Whether the opening balance is confirmed; before that no running balance is a fact."""
    return Account.objects.filter(cluster=cluster, opening_confirmed_at__isnull=False).exists()


def waiting(cluster: Cluster) -> QuerySet[Voucher]:
    """Sent, and not yet decided on by the cluster."""
    return Voucher.objects.filter(cluster=cluster, state=VoucherState.SUBMITTED).order_by("state_since", "pk")


def reserving(cluster: Cluster) -> QuerySet[Voucher]:
    """Endorsed or further on, and not yet paid: what the reserved figure consists of."""
    return Voucher.objects.filter(cluster=cluster, state__in=RESERVING).order_by("state_since", "pk")


@dataclass(frozen=True, slots=True)
class MovementRow:
    """`change` is what the movement did to the available amount, signed; `voucher_id` what caused it."""

    movement: Movement
    change: Decimal
    voucher_id: int | None

    @property
    def month(self) -> date:
        return first_of(self.movement.booked_on)


def movements_of(
    cluster: Cluster, *, kind: str = "", year: int | None = None, text: str = "", before: int | None = None
) -> list[MovementRow]:
    """Newest first, at most PAGE + 1 rows below the number `before`; the extra one tells that there are more."""
    found = Movement.objects.filter(cluster=cluster)
    if kind in MovementKind.values:
        found = found.filter(kind=kind)
    if year:
        found = found.filter(booked_on__range=(date(year, 1, 1), date(year, 12, 31)))
    if text:
        found = found.filter(Q(text__icontains=text))
    if before:
        found = found.filter(number__lt=before)
    return list(_rows(found.select_related("by__person").order_by("-number")[: PAGE + 1]))


def _rows(movements: Iterable[Movement]) -> Iterable[MovementRow]:
    for movement in movements:
        change = ZERO
        if movement.to_bucket == Bucket.AVAILABLE:
            change = movement.amount
        elif movement.from_bucket == Bucket.AVAILABLE:
            change = -movement.amount
        cause, _, rest = movement.reference.partition(":")
        number = rest.partition(":")[0]
        yield MovementRow(movement, change, int(number) if cause == "voucher" and number.isdigit() else None)


def years_of(cluster: Cluster) -> list[int]:
    """Years with movements, newest first."""
    return [
        day.year for day in Movement.objects.filter(cluster=cluster).dates("booked_on", "year", order="DESC")
    ]


def carried_into(cluster: Cluster, year: int) -> Decimal | None:
    """DKK booked (available and reserved) when the year began; None when nothing had moved before. One query."""
    last = (
        Movement.objects.filter(cluster=cluster, booked_on__lt=date(year, 1, 1)).order_by("-number").first()
    )
    return None if last is None else last.available_after + last.reserved_after
