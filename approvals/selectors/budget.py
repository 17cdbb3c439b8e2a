"""A year's budget beside what was spent and came in, heading by heading."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, F, Sum, When

from approvals.policy.headings import HEADING_OF, SPENDING
from clusters.enums import Bucket, BudgetHeading, MovementKind
from clusters.models import Budget, Cluster, Movement
from expenses.enums import CostCategory
from expenses.models import Line
from expenses.states import VoucherState
from klyngeokonomi.money import ZERO, MoneyField

COUNTED = (VoucherState.ENDORSED, VoucherState.APPROVED, VoucherState.SCHEDULED, VoucherState.PAID)
"""The vouchers whose lines are spending: the cluster has said yes."""
WIDEST = 300
"""Of the longest bar, in the drawing's own units."""


@dataclass(frozen=True, slots=True)
class Row:
    """DKK. `budget` is None while there is no budget; `difference` is above nil when it is better than the budget."""

    heading: BudgetHeading
    budget: Decimal | None
    actual: Decimal
    budget_width: int
    actual_width: int

    @property
    def label(self) -> str:
        return self.heading.label

    @property
    def difference(self) -> Decimal | None:
        if self.budget is None:
            return None
        over = self.actual - self.budget
        return over if self.heading == BudgetHeading.ALLOTMENT else -over


@dataclass(frozen=True, slots=True)
class BudgetYear:
    """`versions` newest first; the first stands. `spent` and `planned` are the three headings of spending together."""

    year: int
    versions: list[Budget]
    rows: list[Row]
    spent: Decimal

    @property
    def current(self) -> Budget | None:
        return self.versions[0] if self.versions else None

    @property
    def planned(self) -> Decimal | None:
        return self.current.spending if self.current else None

    @property
    def left(self) -> Decimal | None:
        """Of what was to be spent; below nil when more is spent."""
        return None if self.planned is None else self.planned - self.spent


def budget_year(cluster: Cluster, year: int) -> BudgetYear:
    """Three queries: the versions, the lines, the allotment."""
    versions = versions_of(cluster, year)
    spent = spending_of(cluster, year)
    actual = {BudgetHeading.ALLOTMENT: allotment_of(cluster, year), **spent}
    current = versions[0] if versions else None
    planned = {heading: getattr(current, heading) if current else None for heading in BudgetHeading}
    most = max([*actual.values(), *(one for one in planned.values() if one is not None), Decimal(1)])
    rows = [
        Row(
            heading,
            planned[heading],
            actual[heading],
            _width(planned[heading] or ZERO, most),
            _width(actual[heading], most),
        )
        for heading in BudgetHeading
    ]
    return BudgetYear(year, versions, rows, sum(spent.values(), ZERO))


def _width(amount: Decimal, most: Decimal) -> int:
    return int(max(amount, ZERO) * WIDEST / most)


def versions_of(cluster: Cluster, year: int) -> list[Budget]:
    found = Budget.objects.filter(cluster=cluster, year=year).select_related("entered_by")
    return list(found.order_by("-number"))


def spending_of(cluster: Cluster, year: int) -> dict[BudgetHeading, Decimal]:
    """By heading, incl. VAT, by the voucher's date. One query."""
    found = dict.fromkeys(SPENDING, ZERO)
    sums = (
        Line.objects.filter(
            voucher__cluster=cluster,
            voucher__state__in=COUNTED,
            voucher__voucher_date__range=(dt.date(year, 1, 1), dt.date(year, 12, 31)),
        )
        .values_list("category")
        .annotate(total=Sum("gross"))
        .order_by("category")
    )
    for category, total in sums:
        found[HEADING_OF[CostCategory(category)]] += total
    return found


def allotment_of(cluster: Cluster, year: int) -> Decimal:
    """The region's payments booked in the year, what was taken back taken off. One query."""
    signed = Case(When(to_bucket=Bucket.AVAILABLE, then=F("amount")), default=-F("amount"))
    found = Movement.objects.filter(
        cluster=cluster,
        kind=MovementKind.ALLOTMENT,
        booked_on__range=(dt.date(year, 1, 1), dt.date(year, 12, 31)),
    ).aggregate(total=Sum(signed, output_field=MoneyField()))
    return found["total"] or ZERO


def years_to_choose(cluster: Cluster, today: dt.date) -> list[int]:
    """Newest first: next year, this year, and those that have a budget."""
    kept = Budget.objects.filter(cluster=cluster).values_list("year", flat=True).distinct().order_by()
    return sorted({today.year + 1, today.year, *kept}, reverse=True)
