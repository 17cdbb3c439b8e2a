"""Who is who in a cluster, as its members see it."""

from dataclasses import dataclass

from django.db.models import DateTimeField, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from clusters.enums import Role
from clusters.models import Cluster, Identity, Invitation, Membership, Person

NO_CLINIC = "Uden klinik"


@dataclass(frozen=True)
class Roster:
    """`clinics` maps a clinic's name to its memberships, both in alphabetical order."""

    coordinators: list[Membership]
    deputies: list[Membership]
    board: list[Membership]
    clinics: list[tuple[str, list[Membership]]]
    count: int


def roster(cluster: Cluster) -> Roster:
    """Everyone with a role today, and deputies who are asked or begin later. One query."""
    rows = list(_shown(cluster))
    members = [row for row in rows if row.role == Role.MEMBER]
    clinics: dict[str, list[Membership]] = {}
    for row in sorted(members, key=lambda one: (one.clinic is None, str(one.clinic or ""))):
        clinics.setdefault(row.clinic.name if row.clinic else NO_CLINIC, []).append(row)
    return Roster(
        coordinators=[row for row in rows if row.role == Role.COORDINATOR],
        deputies=[row for row in rows if row.role == Role.DEPUTY],
        board=[row for row in rows if row.role == Role.BOARD],
        clinics=list(clinics.items()),
        count=len(members),
    )


def _shown(cluster: Cluster) -> QuerySet[Membership]:
    """With `signed_in` (has a MitID linked) and `invited_at` (the latest link that still works)."""
    today, now = timezone.localdate(), timezone.now()
    open_links = Invitation.objects.filter(person=OuterRef("person_id"), used_at=None, expires_at__gt=now)
    deputies = Q(role=Role.DEPUTY, valid_to__gte=today)
    return (
        Membership.objects.filter(
            Q(valid_from__lte=today) & (Q(valid_to=None) | Q(valid_to__gte=today)) | deputies,
            cluster=cluster,
            withdrawn_at=None,
        )
        .select_related("person", "clinic")
        .annotate(
            signed_in=Exists(Identity.objects.filter(person=OuterRef("person_id"))),
            invited_at=Subquery(
                open_links.order_by("-created_at").values("created_at")[:1], output_field=DateTimeField()
            ),
        )
        .order_by("person__name", "pk")
    )


def possible_deputies(cluster: Cluster) -> QuerySet[Person]:
    """Members and the board, but the coordinator."""
    held = Membership.objects.active().filter(cluster=cluster)
    return Person.objects.filter(
        pk__in=held.filter(role__in=[Role.MEMBER, Role.BOARD]).values("person")
    ).exclude(pk__in=held.filter(role=Role.COORDINATOR).values("person"))
