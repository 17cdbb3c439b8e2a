"""The account as every member sees it: four figures, each with its rows, and movements with running balance."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Q, QuerySet, Sum

from clusters.enums import Bucket, MovementKind
from clusters.models import Account, Cluster, Movement
from expenses.models import Voucher
from expenses.states import RESERVING, VoucherState
from klyngeokonomi.danish.months import first_of
from klyngeokonomi.money import ZERO
from klyngeokonomi.statement import Statement

PAGE = 50
ROWS = 25
"""Of the vouchers behind a figure, the oldest."""


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
    account = _ACCOUNT.one(cluster=cluster.pk) or Account(cluster=cluster)
    awaiting = _AWAITING.one(cluster=cluster.pk) or ZERO
    return Figures(account.is_known, account.booked, account.reserved, account.available, awaiting)


def is_known(cluster: Cluster) -> bool:
    """Whether the opening balance is confirmed; before that no running balance is a fact."""
    account = _ACCOUNT.one(cluster=cluster.pk)
    return account is not None and account.is_known


_ACCOUNT: Statement[Account] = Statement(lambda cluster: Account.objects.filter(cluster=cluster).order_by())
_AWAITING: Statement[Decimal] = Statement(
    lambda cluster: (
        Voucher.objects.filter(cluster=cluster, state=VoucherState.SUBMITTED)
        .order_by()
        .values("cluster")
        .annotate(total=Sum("gross"))
        .values_list("total", flat=True)
    )
)


class Behind(NamedTuple):
    """A voucher behind a figure. `gross` in DKK; `claimant` is a name."""

    pk: int
    number: str
    supplier: str
    claimant: str
    state_since: datetime
    gross: Decimal


def waiting(cluster: Cluster) -> list[Behind]:
    """Sent, and not yet decided on by the cluster: the oldest ROWS. One query."""
    return [Behind(*row) for row in _WAITING.all(cluster=cluster.pk)]


def reserving(cluster: Cluster) -> list[Behind]:
    """Endorsed or further on, and not yet paid: what the reserved figure consists of, the oldest ROWS. One query."""
    return [Behind(*row) for row in _RESERVING.all(cluster=cluster.pk)]


def _oldest(vouchers: QuerySet[Voucher]) -> QuerySet[Voucher]:
    shown = ("pk", "number", "supplier", "claimant__name", "state_since", "gross")
    return vouchers.order_by("state_since", "pk").values_list(*shown)[:ROWS]


_WAITING: Statement[tuple] = Statement(
    lambda cluster: _oldest(Voucher.objects.filter(cluster=cluster, state=VoucherState.SUBMITTED))
)
_RESERVING: Statement[tuple] = Statement(
    lambda cluster: _oldest(Voucher.objects.filter(cluster=cluster, state__in=RESERVING))
)


@dataclass(frozen=True, slots=True)
class MovementRow:
    """What a page shows of a movement, in DKK. `change` is what it did to the available amount, signed; `kind` is in
    words; `by` is a name; `month` its first day; `voucher_id` what caused it.
    """

    number: int
    booked_on: date
    month: date
    kind: str
    text: str
    by: str
    amount: Decimal
    change: Decimal
    is_to_reserved: bool
    available_after: Decimal
    voucher_id: int | None


def movements_of(
    cluster: Cluster, *, kind: str = "", year: int | None = None, text: str = "", before: int | None = None
) -> list[MovementRow]:
    """Newest first, at most PAGE + 1 rows below the number `before`; the extra one tells that there are more."""
    if not (kind or year or text or before):
        return list(_rows(_NEWEST.all(cluster=cluster.pk)))
    found = Movement.objects.filter(cluster=cluster)
    if kind in MovementKind.values:
        found = found.filter(kind=kind)
    if year:
        found = found.filter(booked_on__range=(date(year, 1, 1), date(year, 12, 31)))
    if text:
        found = found.filter(Q(text__icontains=text))
    if before:
        found = found.filter(number__lt=before)
    return list(_rows(_page(found)))


def _page(movements: QuerySet[Movement]) -> QuerySet[Movement, tuple]:
    shown = ("number", "booked_on", "kind", "text", "by__person__name", "amount")
    moved = ("from_bucket", "to_bucket", "available_after", "reference")
    return movements.order_by("-number").values_list(*shown, *moved)[: PAGE + 1]


_NEWEST: Statement[tuple] = Statement(lambda cluster: _page(Movement.objects.filter(cluster=cluster)))


def _rows(movements: Iterable[tuple]) -> Iterable[MovementRow]:
    labels = dict(MovementKind.choices)
    for number, day, kind, text, by, amount, source, target, after, reference in movements:
        change = ZERO
        if target == Bucket.AVAILABLE:
            change = amount
        elif source == Bucket.AVAILABLE:
            change = -amount
        cause, _, rest = reference.partition(":")
        voucher = rest.partition(":")[0]
        yield MovementRow(
            number=number,
            booked_on=day,
            month=first_of(day),
            kind=labels[kind],
            text=text,
            by=by,
            amount=amount,
            change=change,
            is_to_reserved=target == Bucket.RESERVED,
            available_after=after,
            voucher_id=int(voucher) if cause == "voucher" and voucher.isdigit() else None,
        )


def years_of(cluster: Cluster) -> list[int]:
    """Years with movements, newest first."""
    return [day.year for day in _YEARS.all(cluster=cluster.pk)]


_YEARS: Statement[date] = Statement(
    lambda cluster: Movement.objects.filter(cluster=cluster).dates("booked_on", "year", order="DESC")
)


class Carried(NamedTuple):
    """DKK on the account when a year began."""

    available: Decimal
    reserved: Decimal

    @property
    def booked(self) -> Decimal:
        return self.available + self.reserved


def carried_into(cluster: Cluster, year: int) -> Carried | None:
    """None when nothing had moved before. One query."""
    last = _BEFORE.one(cluster=cluster.pk, day=date(year, 1, 1))
    return None if last is None else Carried(*last)


_BEFORE: Statement[tuple[Decimal, Decimal]] = Statement(
    lambda cluster, day: (
        Movement.objects.filter(cluster=cluster, booked_on__lt=day)
        .order_by("-number")
        .values_list("available_after", "reserved_after")[:1]
    )
)
