"""The coordinator asks a member to stand in, from one day to another."""

import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from clusters import emails
from clusters.enums import Role
from clusters.models import Cluster, Membership, Person
from clusters.permissions import why_not_appoint_deputy
from klyngeokonomi.audit.record import record
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User

LONGEST = datetime.timedelta(days=366)


@transaction.atomic
def appoint_deputy(
    cluster: Cluster, *, person: Person, valid_from: datetime.date, valid_to: datetime.date, by: "User"
) -> Membership:
    """Both days included. The deputy counts only when the task is accepted (accept_deputy).

    Raises Refused when `by` is not the coordinator, the person is no member, is the coordinator, cannot be
    reached by mail, or is deputy already in some of those days, or when the days are no period.
    """
    Cluster.objects.select_for_update(of=("self",)).get(pk=cluster.pk)
    if reason := why_not_appoint_deputy(by, cluster) or _why_not_period(valid_from, valid_to):
        raise Refused(reason)
    if reason := _why_not_person(cluster, person, valid_from, valid_to):
        raise Refused(reason)
    membership = Membership.objects.create(
        person=person, cluster=cluster, role=Role.DEPUTY, valid_from=valid_from, valid_to=valid_to
    )
    record(
        "deputy_appointed",
        by=by,
        subject=membership,
        cluster_id=cluster.pk,
        text=f"{person} fra {valid_from:%d.%m.%Y} til {valid_to:%d.%m.%Y}",
    )
    emails.deputy_appointed(membership, by)
    return membership


def _why_not_period(valid_from: datetime.date, valid_to: datetime.date) -> str | None:
    if valid_to < valid_from:
        return "Perioden kan ikke slutte, før den begynder."
    if valid_to < timezone.localdate():
        return "Perioden er forbi. Vælg en slutdato fra i dag og frem."
    if valid_to - valid_from > LONGEST:
        return "En stedfortræder udpeges for højst et år ad gangen."
    return None


def _why_not_person(
    cluster: Cluster, person: Person, valid_from: datetime.date, valid_to: datetime.date
) -> str | None:
    held = Membership.objects.active().filter(person=person, cluster=cluster)
    roles = set(held.values_list("role", flat=True))
    if not roles & {Role.MEMBER, Role.BOARD}:
        return "Stedfortræderen skal være medlem af klyngen."
    if Role.COORDINATOR in roles:
        return "Koordinatoren kan ikke være sin egen stedfortræder."
    if not person.email:
        return f"{person} har ingen mailadresse og kan ikke spørges. Bed PLO's klyngesekretariat skrive den."
    taken = Membership.objects.filter(
        person=person,
        cluster=cluster,
        role=Role.DEPUTY,
        withdrawn_at=None,
        valid_from__lte=valid_to,
        valid_to__gte=valid_from,
    )
    if taken.exists():
        return f"{person} er allerede stedfortræder, eller er spurgt, i en del af perioden."
    return None
