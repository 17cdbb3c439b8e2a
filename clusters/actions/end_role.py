"""Take a role away; it no longer counts at the person's next request."""

import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from clusters.enums import Role
from clusters.models import Membership
from clusters.permissions import why_not_end_role
from klyngeokonomi.audit.record import record
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User


@transaction.atomic
def end_role(membership: Membership, *, by: "User", last_day: datetime.date | None = None) -> Membership:
    """`last_day` is the last on which the role counts; left out, yesterday, so that it ends at once.

    What ends before it began is withdrawn. Raises Refused when `by` may not, it has ended already, or nobody
    would be left in the secretariat.
    """
    if membership.role == Role.SECRETARIAT:
        _lock_secretariat()
    locked = (
        Membership.objects.select_for_update(of=("self",))
        .select_related("person", "cluster")
        .get(pk=membership.pk)
    )
    if reason := why_not_end_role(by, locked):
        raise Refused(reason)
    today = timezone.localdate()
    last_day = last_day or today - datetime.timedelta(days=1)
    if locked.withdrawn_at or (locked.valid_to is not None and locked.valid_to < today):
        raise Refused("Rollen er allerede afsluttet.")
    if locked.valid_to is not None and last_day > locked.valid_to:
        raise Refused("Rollen slutter allerede før den dato.")
    if locked.role == Role.SECRETARIAT and not _others_in_secretariat(locked):
        raise Refused("Der skal være mindst én tilbage i klyngesekretariatet.")
    if last_day < locked.valid_from:
        locked.withdrawn_at = timezone.now()
    else:
        locked.valid_to = last_day
    locked.save(update_fields=["valid_to", "withdrawn_at"])
    record(
        "role_ended",
        by=by,
        subject=locked,
        cluster_id=locked.cluster_id,
        text=f"{locked.person}: {locked.get_role_display()}, sidste dag {last_day:%d.%m.%Y}",
    )
    return locked


def _lock_secretariat() -> None:
    """All of them in one order, so that two who end each other's at once neither deadlock nor both succeed."""
    held = Membership.objects.filter(role=Role.SECRETARIAT).order_by("pk")
    list(held.select_for_update(of=("self",)).values_list("pk"))


def _others_in_secretariat(membership: Membership) -> bool:
    held = Membership.objects.active().filter(role=Role.SECRETARIAT)
    return held.exclude(person_id=membership.person_id).exists()
