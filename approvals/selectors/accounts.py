"""A cluster's calendar year, read for its annual accounts. Six queries at any size."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.utils import timezone

from approvals.selectors.statement import entry_of, kept_after
from approvals.statements.accounts import Income, VoucherRow, YearFacts
from approvals.statements.records import Balance, Entry
from clusters.models import Account, Cluster, Movement
from expenses.enums import CostCategory
from expenses.models import Voucher
from klyngeokonomi.money import ZERO

CHANGED = "Bilag fra tidligere år, ændret"
"""What an earlier year's voucher gave back, when its lines no longer say what that was."""


def year_facts(cluster: Cluster, year: int) -> YearFacts:
    """What the movements booked in the year did to the available money, with and without vouchers."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    until = Movement.objects.filter(cluster=cluster, booked_on__lte=last)
    before = until.filter(booked_on__lt=first).order_by("-number").first()
    entries = [entry_of(one) for one in until.filter(booked_on__gte=first).order_by("number")]
    opening = kept_after(before) if before else Balance()
    rows, costs, fees = _spent(cluster, entries)
    today = timezone.localdate()
    return YearFacts(
        cluster=cluster.name,
        number=cluster.number,
        year=year,
        known=Account.objects.filter(cluster=cluster, opening_confirmed_at__isnull=False).exists(),
        opening=opening,
        closing=entries[-1].after if entries else opening,
        income=tuple(
            Income(one.day, one.kind, one.text, one.change.available)
            for one in entries
            if one.voucher_id is None and one.change.available
        ),
        costs=tuple(sorted(costs.items())),
        fees=fees,
        vouchers=tuple(rows),
        drawn_on=today if last >= today else None,
    )


def _spent(
    cluster: Cluster, entries: Iterable[Entry]
) -> tuple[list[VoucherRow], dict[str, Decimal], Decimal]:
    """The vouchers that took or gave back money, the costs by category, and what of them is fees."""
    net: dict[int, Decimal] = defaultdict(lambda: ZERO)
    paid: dict[int, tuple[Decimal, date]] = {}
    for one in entries:
        if one.voucher_id is not None:
            net[one.voucher_id] -= one.change.available
            if one.change.paid:
                paid[one.voucher_id] = (
                    paid.get(one.voucher_id, (ZERO, one.day))[0] + one.change.paid,
                    one.day,
                )
    vouchers = Voucher.objects.filter(cluster=cluster, pk__in=[pk for pk, amount in net.items() if amount])
    rows, costs, fees = [], defaultdict(lambda: ZERO), ZERO
    for voucher in vouchers.order_by("number", "pk").prefetch_related("lines"):
        amount = net[voucher.pk]
        shares = _shares(voucher, amount)
        for category, share in shares:
            costs[CostCategory(category).label if category else CHANGED] += share
            fees += share if category == CostCategory.FEE else ZERO
        total, day = paid.get(voucher.pk, (ZERO, None))
        rows.append(
            VoucherRow(
                number=voucher.number or "",
                day=voucher.voucher_date,
                supplier=voucher.supplier,
                categories=", ".join(dict.fromkeys(CostCategory(one).label for one, _ in shares if one))
                or CHANGED,
                amount=amount,
                paid_on=day if total > 0 else None,
                voucher_id=voucher.pk,
            )
        )
    return rows, dict(costs), fees


def _shares(voucher: Voucher, amount: Decimal) -> list[tuple[str, Decimal]]:
    """The amount by the categories of the lines; below nil for what was given back."""
    if abs(amount) != voucher.gross:
        return [("", amount)]
    sign = 1 if amount > 0 else -1
    return [(line.category, sign * line.gross) for line in voucher.lines.all()]
