"""The roles a person holds today: what every permission and every page begins with."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection
from django.utils import timezone

from clusters.enums import NATIONAL_ROLES, Role
from clusters.models import Cluster, Membership
from klyngeokonomi.statement import Statement

if TYPE_CHECKING:
    from clusters.models import User


@dataclass(frozen=True)
class Standing:
    """The roles a user holds at this moment, read once. `clusters` maps cluster id to roles there, by the clusters'
    names; `names` are these.
    """

    person_id: int
    national: frozenset[str]
    clusters: dict[int, frozenset[str]]
    may_endorse_in: frozenset[int]
    names: tuple[str, ...]

    def roles_in(self, cluster: Cluster | int) -> frozenset[str]:
        return self.clusters.get(cluster if isinstance(cluster, int) else cluster.pk, frozenset())

    @property
    def is_secretariat(self) -> bool:
        return Role.SECRETARIAT in self.national

    def leads(self, cluster: Cluster | int) -> bool:
        """Coordinator of the cluster, or an accepted deputy today."""
        return bool(self.roles_in(cluster) & {Role.COORDINATOR, Role.DEPUTY})

    def sees(self, cluster: Cluster | int) -> bool:
        return bool(self.national) or bool(self.roles_in(cluster))


def standing(user: "User") -> Standing:
    """Read from the database in every act, under its locks: a role taken away acts at once. One query.

    Outside of a transaction, where only pages are shown, it is read once for the user of a request (keep_standing).
    """
    if connection.in_atomic_block or not hasattr(user, "kept_standing"):
        return _standing(user)
    if user.kept_standing is None:
        user.kept_standing = _standing(user)
    return user.kept_standing


def keep_standing(user: "User") -> None:
    """For the user of one request: what is shown on its page is read once."""
    user.kept_standing = None


def _standing(user: "User") -> Standing:
    rows = _HELD.all(day=timezone.localdate(), person=user.person_id)
    held: dict[int, set[str]] = {}
    for cluster_id, role, *_ in rows:
        if cluster_id is not None:
            held.setdefault(cluster_id, set()).add(role)
    return Standing(
        person_id=user.person_id,
        national=frozenset(role for _, role, *_ in rows if role in NATIONAL_ROLES),
        clusters={pk: frozenset(roles) for pk, roles in held.items()},
        may_endorse_in=frozenset(pk for pk, _, may, _ in rows if may and pk is not None),
        names=tuple(dict.fromkeys(name for *_, name in rows if name)),
    )


_HELD: Statement[tuple[int | None, str, bool, str | None]] = Statement(
    lambda day, person: (
        Membership.objects.active(day)
        .filter(person_id=person, person__user__is_active=True)
        .order_by("cluster__name", "cluster_id")
        .values_list("cluster_id", "role", "may_endorse", "cluster__name")
    )
)
"""Cluster, role, right to endorse and the cluster's name of each role held on the day, while the account is open."""
