"""Where a person stands in the house, as the top of every page shows it. Roles are read once for a page."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clusters.selectors.standing import standing

if TYPE_CHECKING:
    from clusters.models import User


@dataclass(frozen=True)
class Place:
    """`clusters` are the names of the person's own; `endorses` says that vouchers may come to them."""

    clusters: tuple[str, ...]
    endorses: bool
    national: bool


def place_of(user: "User") -> Place:
    """Read at every page: a role taken away is gone at the next request."""
    held = standing(user)
    return Place(
        clusters=held.names,
        endorses=bool(held.may_endorse_in) or any(held.leads(pk) for pk in held.clusters),
        national=bool(held.national),
    )
