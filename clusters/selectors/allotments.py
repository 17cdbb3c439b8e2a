"""What the region was to pay each cluster, beside what it paid. A few queries, however many clusters."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from clusters.enums import MovementKind
from clusters.models import (
    Allotment,
    AllotmentRate,
    Clinic,
    ClinicMove,
    Cluster,
    Movement,
    PatientCount,
    ProviderNumber,
)
from clusters.policy.allotment import ClinicFacts, Computed, compute, line_of, payment_year, register_day
from clusters.policy.allotment_difference import explain
from klyngeokonomi.money import ZERO
from klyngeokonomi.statement import Statement


def rate_of(year: int) -> Decimal | None:
    """DKK per patient; None while nobody has confirmed one."""
    return AllotmentRate.objects.in_force().filter(year=year).values_list("amount", flat=True).first()


def clinics_on(day: datetime.date, cluster: Cluster | None = None) -> dict[int, list[ClinicFacts]]:
    """The clinics of each cluster as the register stood on the day, by cluster id. Four queries."""
    open_then = Clinic.objects.filter(Q(closed_on=None) | Q(closed_on__gt=day))
    if cluster is not None:
        open_then = open_then.filter(Q(cluster=cluster) | Q(moves__from_cluster=cluster)).distinct()
    clinics = {
        pk: (name, where) for pk, name, where in open_then.values_list("pk", "name", "cluster_id").order_by()
    }
    moved = ClinicMove.objects.filter(moved_on__gt=day, clinic__in=clinics).order_by("-moved_on", "-pk")
    first_left = dict(moved.values_list("clinic_id", "from_cluster_id"))
    numbers, coming = _numbers(day, clinics)
    counts = _counts(day, clinics)
    found: dict[int, list[ClinicFacts]] = defaultdict(list)
    for pk, (name, where) in clinics.items():
        place = first_left.get(pk, where)
        if pk in coming or (cluster is not None and place != cluster.pk):
            continue
        found[place].append(ClinicFacts(pk, name, ", ".join(numbers.get(pk, ())), counts.get(pk)))
    return found


def _numbers(day: datetime.date, clinics: Iterable[int]) -> tuple[dict[int, list[str]], set[int]]:
    """The provider numbers held on the day, and the clinics whose first one came later: they were not there yet."""
    held: dict[int, list[str]] = defaultdict(list)
    begun, later = set(), set()
    rows = ProviderNumber.objects.filter(clinic__in=list(clinics)).order_by("number")
    for clinic, number, start, end in rows.values_list("clinic_id", "number", "valid_from", "valid_to"):
        (begun if start <= day else later).add(clinic)
        if start <= day and (end is None or end >= day):
            held[clinic].append(number)
    return held, later - begun


def _counts(day: datetime.date, clinics: Iterable[int]) -> dict[int, int]:
    """The latest count of the year that ends with the day; of a day's versions the last."""
    rows = PatientCount.objects.filter(
        clinic__in=list(clinics), counted_on__gt=register_day(day.year - 1), counted_on__lte=day
    )
    latest = rows.order_by("clinic_id", "-counted_on", "-version").distinct("clinic_id")
    return dict(latest.values_list("clinic_id", "group1_patients"))


def payments() -> QuerySet[Movement]:
    """What the regions have paid, and nobody has reversed."""
    return Movement.objects.filter(kind=MovementKind.ALLOTMENT, reverses=None, reversed_by=None)


def year_paid(movement: Movement) -> int:
    """The year that a payment of the region's is for."""
    return payment_year(movement.reference.split(":", 2)[-1], movement.booked_on)


def paid_by_year(cluster: Cluster) -> dict[int, Decimal]:
    found: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for movement in _TO_ONE.all(cluster=cluster.pk):
        found[year_paid(movement)] += movement.amount
    return dict(found)


_TO_ONE: Statement[Movement] = Statement(lambda cluster: payments().filter(cluster=cluster).order_by())


@dataclass(frozen=True, slots=True)
class ClusterYear:
    """One cluster's year. DKK. `expected` is None while the year has no rate; `paid` None while nothing is paid."""

    year: int
    expected: Computed | None
    paid: Decimal | None
    frozen: Allotment | None
    why: list[str]

    @property
    def difference(self) -> Decimal | None:
        if self.expected is None or self.paid is None:
            return None
        return self.paid - self.expected.amount


def cluster_year(cluster: Cluster, year: int) -> ClusterYear:
    """What was booked from the computation is shown as it was frozen; else it is computed from the register."""
    frozen = Allotment.objects.filter(cluster=cluster, year=year).select_related("booked_by__person").first()
    paid = paid_by_year(cluster).get(year)
    if frozen:
        expected: Computed | None = Computed(frozen.rate, tuple(line_of(one) for one in frozen.lines))
    else:
        expected = computed_of(cluster, year)
    why = explain(expected, paid) if expected is not None and paid is not None else []
    return ClusterYear(year, expected, paid, frozen, why)


def computed_of(cluster: Cluster, year: int) -> Computed | None:
    """From the register as it stood. None while the year has no confirmed rate."""
    rate = rate_of(year)
    if rate is None:
        return None
    now = clinics_on(register_day(year), cluster).get(cluster.pk, [])
    return compute(now, clinics_on(register_day(year - 1), cluster).get(cluster.pk, []), rate)
