"""The deputy takes the task on, or says no."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from clusters import emails
from clusters.enums import Role
from clusters.models import Membership, Person
from clusters.permissions import why_not_answer_deputy
from klyngeokonomi.audit.record import record
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User


@transaction.atomic
def accept_deputy(membership: Membership, *, by: "User") -> Membership:
    """From now on the deputy may what the coordinator may, in the period. Raises Refused."""
    locked = _asked(membership, by)
    locked.accepted_at = timezone.now()
    locked.save(update_fields=["accepted_at"])
    record("deputy_accepted", by=by, subject=locked, cluster_id=locked.cluster_id, text=str(locked.person))
    _tell(locked)
    return locked


@transaction.atomic
def decline_deputy(membership: Membership, *, by: "User") -> Membership:
    """The role never counted; the row stays as a trace. Raises Refused."""
    locked = _asked(membership, by)
    locked.withdrawn_at = timezone.now()
    locked.save(update_fields=["withdrawn_at"])
    record("deputy_declined", by=by, subject=locked, cluster_id=locked.cluster_id, text=str(locked.person))
    _tell(locked)
    return locked


def _asked(membership: Membership, by: "User") -> Membership:
    locked = (
        Membership.objects.select_for_update(of=("self",))
        .select_related("person", "cluster")
        .get(pk=membership.pk)
    )
    if reason := why_not_answer_deputy(by, locked):
        raise Refused(reason)
    return locked


def _tell(membership: Membership) -> None:
    coordinators = Membership.objects.active().filter(cluster=membership.cluster_id, role=Role.COORDINATOR)
    for person in Person.objects.filter(pk__in=coordinators.values("person")):
        emails.deputy_answered(membership, person)
