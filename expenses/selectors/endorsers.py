"""Who in the cluster may endorse a voucher today: never anyone who claims or is paid by it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from clusters.enums import Role
from clusters.models import Membership, Person
from expenses.models import Voucher
from klyngeokonomi.statement import Statement


@dataclass(frozen=True, slots=True)
class Endorsers:
    """`people` in the order they are asked: coordinator, deputies, else board members with the right.

    Empty means that PLO's secretariat endorses in the cluster's place, and the decision is marked so.
    """

    people: tuple[Person, ...]
    coordinator_barred: bool

    @property
    def falls_to_secretariat(self) -> bool:
        return not self.people


def involved(voucher: Voucher) -> set[int]:
    """Ids of the persons who claim or are paid: none of them decides on it."""
    persons = {voucher.claimant_id}
    if voucher.payee_id and voucher.payee.person_id:
        persons.add(voucher.payee.person_id)
    return persons


def endorsing_roles(cluster_ids: Iterable[int]) -> dict[int, list[Membership]]:
    """The roles that may come to endorse, per cluster. One query for them all."""
    held: dict[int, list[Membership]] = {pk: [] for pk in cluster_ids}
    for one in _endorsing(Membership.objects.active().filter(cluster_id__in=held)):
        held[one.cluster_id].append(one)
    return held


def _endorsing(held: QuerySet[Membership]) -> QuerySet[Membership]:
    roles = [Role.COORDINATOR, Role.DEPUTY, Role.BOARD]
    return held.filter(role__in=roles).select_related("person").order_by("pk")


_ENDORSING: Statement[Membership] = Statement(
    lambda cluster, day: _endorsing(Membership.objects.active(day).filter(cluster=cluster))
)


def endorsers(voucher: Voucher, held: list[Membership] | None = None) -> Endorsers:
    """`held` is the cluster's from endorsing_roles(), for lists. Else one query, one more for an unloaded payee."""
    barred = involved(voucher)
    if held is None:
        held = _ENDORSING.all(cluster=voucher.cluster_id, day=timezone.localdate())
    free = [one for one in held if one.person_id not in barred]
    coordinators = [one.person for one in free if one.role == Role.COORDINATOR]
    deputies = [one.person for one in free if one.role == Role.DEPUTY]
    board = [one.person for one in free if one.role == Role.BOARD and one.may_endorse]
    people = coordinators + deputies if coordinators else deputies + board
    return Endorsers(people=tuple(dict.fromkeys(people)), coordinator_barred=not coordinators)
