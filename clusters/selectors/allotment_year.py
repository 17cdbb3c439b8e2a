"""A year's allotments of all clusters: what can be booked, what is booked, and how the two differ."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from clusters.models import Allotment, Cluster, Movement
from clusters.policy.allotment import Computed, compute, payment_day, register_day
from clusters.selectors.allotments import clinics_on, payments, rate_of, year_paid
from clusters.selectors.import_plans.allotments import allotment_reference
from klyngeokonomi.money import ZERO

FIRST = 2022
"""The first year of payment by patients (domain.md §1.5)."""


@dataclass(frozen=True, slots=True)
class Row:
    """DKK. `paid` is None when nothing is booked for the year; `used`: the payment's own name is taken."""

    cluster: Cluster
    computed: Computed | None
    expected: Decimal | None
    paid: Decimal | None
    frozen: bool
    used: bool

    @property
    def bookable(self) -> bool:
        return self.paid is None and not self.used and bool(self.expected)

    @property
    def difference(self) -> Decimal | None:
        return None if self.paid is None or self.expected is None else self.paid - self.expected


@dataclass(frozen=True, slots=True)
class Year:
    """`why_not` says why nothing can be booked from the computation, as far as the year itself is concerned."""

    year: int
    rate: Decimal | None
    rows: list[Row]
    why_not: str | None

    @property
    def to_book(self) -> list[Row]:
        return [row for row in self.rows if row.bookable]

    @property
    def total_to_book(self) -> Decimal:
        return sum((row.expected for row in self.to_book), ZERO)

    @property
    def expected(self) -> Decimal:
        return sum((row.expected or ZERO for row in self.rows), ZERO)

    @property
    def paid(self) -> Decimal:
        return sum((row.paid or ZERO for row in self.rows), ZERO)

    @property
    def paid_count(self) -> int:
        return sum(row.paid is not None for row in self.rows)

    @property
    def missing(self) -> int:
        return sum(row.computed.missing for row in self.rows if row.computed)


def allotment_year(year: int, today: datetime.date) -> Year:
    """Of every cluster that was active on the register day, or has been paid for the year."""
    rate = rate_of(year)
    day = register_day(year)
    paid: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for movement in payments().order_by():
        if year_paid(movement) == year:
            paid[movement.cluster_id] += movement.amount
    clusters = Cluster.objects.filter(
        Q(active_from__lte=day) & (Q(active_to=None) | Q(active_to__gte=day)) | Q(pk__in=list(paid))
    ).order_by("name")
    known = list(clusters)
    used = set(
        Movement.objects.filter(
            reference__in=[allotment_reference(cluster, str(year)) for cluster in known]
        ).values_list("cluster_id", flat=True)
    )
    frozen = {one.cluster_id: one for one in Allotment.objects.filter(year=year)}
    now, before = (clinics_on(one) if rate is not None else {} for one in (day, register_day(year - 1)))
    rows = []
    for cluster in known:
        computed = None
        if rate is not None:
            computed = compute(now.get(cluster.pk, ()), before.get(cluster.pk, ()), rate)
        kept = frozen.get(cluster.pk)
        expected = kept.amount if kept else computed.amount if computed else None
        rows.append(
            Row(cluster, computed, expected, paid.get(cluster.pk), kept is not None, cluster.pk in used)
        )
    return Year(year, rate, rows, why_not_book_year(year, rate, today))


def why_not_book_year(year: int, rate: Decimal | None, today: datetime.date) -> str | None:
    """The region pays on 1 March; another year's money is not booked today."""
    if rate is None:
        return f"Satsen for {year} er ikke bekræftet endnu."
    if year != today.year:
        return "Kun det løbende års tildeling kan bogføres fra beregningen."
    if today < payment_day(year):
        return (
            f"Regionen betaler den {payment_day(year):%d.%m.%Y}. Tildelingen bogføres den dag eller senere."
        )
    return None


def shown_year(text: str, today: datetime.date) -> int:
    """The year asked for; this year when nothing sensible was."""
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else today.year
    return year if FIRST <= year <= today.year + 1 else today.year


def years_to_choose(today: datetime.date) -> list[int]:
    return list(range(today.year + 1, FIRST - 1, -1))
