"""Who is what today. Every `why_not_*` gives the Danish reason, or None when it is allowed."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clusters.enums import NATIONAL_ROLES, Role
from clusters.models import Cluster, Membership

if TYPE_CHECKING:
    from clusters.models import User


@dataclass(frozen=True)
class Standing:
    """The roles a user holds at this moment, read once. `clusters` maps cluster id to roles there."""

    person_id: int
    national: frozenset[str]
    clusters: dict[int, frozenset[str]]
    may_endorse_in: frozenset[int]

    def roles_in(self, cluster: Cluster | int) -> frozenset[str]:
        return self.clusters.get(cluster if isinstance(cluster, int) else cluster.pk, frozenset())

    @property
    def is_secretariat(self) -> bool:
        return Role.SECRETARIAT in self.national

    @property
    def is_auditor(self) -> bool:
        return Role.AUDITOR in self.national

    def leads(self, cluster: Cluster | int) -> bool:
        """Coordinator of the cluster, or an accepted deputy today."""
        return bool(self.roles_in(cluster) & {Role.COORDINATOR, Role.DEPUTY})

    def sees(self, cluster: Cluster | int) -> bool:
        return bool(self.national) or bool(self.roles_in(cluster))


def standing(user: "User") -> Standing:
    """Read from the database at every call: a role taken away acts at once. One query."""
    rows = list(
        Membership.objects.active()
        .filter(person_id=user.person_id, person__user__is_active=True)
        .values_list("cluster_id", "role", "may_endorse")
    )
    held: dict[int, set[str]] = {}
    for cluster_id, role, _ in rows:
        if cluster_id is not None:
            held.setdefault(cluster_id, set()).add(role)
    return Standing(
        person_id=user.person_id,
        national=frozenset(role for _, role, _ in rows if role in NATIONAL_ROLES),
        clusters={pk: frozenset(roles) for pk, roles in held.items()},
        may_endorse_in=frozenset(pk for pk, _, may in rows if may and pk is not None),
    )


def why_not_see_cluster(user: "User", cluster: Cluster) -> str | None:
    return None if standing(user).sees(cluster) else "Du er ikke medlem af den klynge."


def why_not_run_secretariat(user: "User") -> str | None:
    """Everything in the admin that changes something."""
    return None if standing(user).is_secretariat else "Det kan kun PLO's klyngesekretariat."


def why_not_open_admin(user: "User") -> str | None:
    return None if standing(user).national else "Siden er for PLO's klyngesekretariat og revisor."


def why_not_lead_cluster(user: "User", cluster: Cluster) -> str | None:
    """Members, meetings and deputies are kept by the coordinator, the deputy or the secretariat."""
    held = standing(user)
    if held.leads(cluster) or held.is_secretariat:
        return None
    return "Det kan kun klyngens koordinator."
