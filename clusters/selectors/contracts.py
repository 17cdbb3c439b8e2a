"""The register of contracts: which of them count on a day, and what they commit the cluster to."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from clusters.enums import Role
from clusters.models import Cluster, Contract, Membership, Person
from clusters.policy.commitment import DAY, Pay, committed
from klyngeokonomi.money import ZERO
from klyngeokonomi.statement import Statement


@dataclass(frozen=True, slots=True)
class Held:
    """A contract that counts, with its last day in fact: by its terms, its early end, or what takes its place."""

    contract: Contract
    last: dt.date

    def on(self, day: dt.date) -> bool:
        return self.contract.valid_from <= day <= self.last

    @property
    def pay(self) -> Pay:
        one = self.contract
        return Pay(one.valid_from, one.valid_to, self.last, one.fixed_sum, one.hours, one.hourly_rate)


def held_in(clusters: Collection[int]) -> dict[int, list[Held]]:
    """By cluster id; newest first. One query."""
    found = _in_order(Contract.objects.counting().filter(cluster__in=clusters))
    rows = _IN_ONE.all(cluster=next(iter(clusters))) if len(clusters) == 1 else list(found)
    begun = _replaced_from(rows)
    held: dict[int, list[Held]] = defaultdict(list)
    for one in rows:
        last = min([one.own_last_day, *(day - DAY for day in begun.get(one.pk, []))])
        held[one.cluster_id].append(Held(one, last))
    return held


def _in_order(contracts: QuerySet[Contract]) -> QuerySet[Contract]:
    return contracts.select_related("person", "document").order_by("-valid_from", "-pk")


_IN_ONE: Statement[Contract] = Statement(
    lambda cluster: _in_order(Contract.objects.counting().filter(cluster=cluster))
)


def _replaced_from(rows: Iterable[Contract]) -> dict[int, list[dt.date]]:
    """By the id of what is replaced: the first days of what takes its place, and counts."""
    found: dict[int, list[dt.date]] = defaultdict(list)
    for one in rows:
        if one.replaces_id is not None:
            found[one.replaces_id].append(one.valid_from)
    return found


def committed_by(held: Iterable[Held], first: dt.date, last: dt.date) -> Decimal:
    """DKK that these contracts commit the cluster to in the days, both included; each is rounded, so they add up."""
    return sum((committed(one.pay, first, last) for one in held), ZERO)


def in_register(cluster: Cluster) -> list[Contract]:
    """Everything that is not taken away, newest first, with what the list shows."""
    found = Contract.objects.filter(cluster=cluster, withdrawn_at=None)
    return list(found.select_related("person", "document").order_by("-valid_from", "-pk"))


def possible_parties(cluster: Cluster) -> QuerySet[Person]:
    """Everyone who has or has had a role in the cluster."""
    return Person.objects.filter(memberships__cluster=cluster).distinct().order_by("name", "pk")


def confirmers(contract: Contract) -> list[Person]:
    """Those of the cluster who may confirm it today."""
    own = {contract.person_id, contract.entered_by_id, contract.signed_by_id} - {None}
    held = Membership.objects.active().filter(
        cluster=contract.cluster_id, role__in=(Role.COORDINATOR, Role.DEPUTY, Role.BOARD)
    )
    return list(Person.objects.filter(pk__in=held.values("person")).exclude(pk__in=own).order_by("pk"))


def coordinators_of(clusters: Collection[int]) -> dict[int, list[Person]]:
    """By cluster id, today. One query."""
    found: dict[int, list[Person]] = defaultdict(list)
    held = Membership.objects.active().filter(cluster__in=clusters, role=Role.COORDINATOR)
    for one in held.select_related("person").order_by("pk"):
        found[one.cluster_id].append(one.person)
    return found


def ending_between(first: dt.date, last: dt.date) -> list[Held]:
    """Those of all clusters whose last day is in the days, and that nothing follows directly."""
    near = Contract.objects.counting().filter(
        Q(stopped_on__range=(first, last)) | Q(valid_to__range=(first, last))
    )
    held = held_in(set(near.values_list("cluster_id", flat=True)))
    found = [one for rows in held.values() for one in rows if first <= one.last <= last]
    followed = {
        one.contract.replaces_id
        for rows in held.values()
        for one in rows
        if one.contract.replaces_id is not None
    }
    return [one for one in found if one.contract.pk not in followed]
