"""Where a person stands in the house, as the top of every page shows it. One query."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clusters.enums import NATIONAL_ROLES, Role
from clusters.models import Membership

if TYPE_CHECKING:
    from clusters.models import User

ENDORSERS = (Role.COORDINATOR, Role.DEPUTY)


@dataclass(frozen=True)
class Place:
    """`clusters` are the names of the person's own; `endorses` says that vouchers may come to them."""

    clusters: tuple[str, ...]
    endorses: bool
    national: bool


def place_of(user: "User") -> Place:
    """Read at every page: a role taken away is gone at the next request."""
    rows = list(
        Membership.objects.active()
        .filter(person_id=user.person_id)
        .order_by("cluster__name")
        .values_list("cluster__name", "role", "may_endorse")
    )
    return Place(
        clusters=tuple(dict.fromkeys(name for name, _, _ in rows if name)),
        endorses=any(role in ENDORSERS or may_endorse for _, role, may_endorse in rows),
        national=any(role in NATIONAL_ROLES for _, role, _ in rows),
    )
