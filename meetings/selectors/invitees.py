"""Who a meeting can be told to: the cluster's people today, and those already on the list."""

from dataclasses import dataclass

from django.db.models import QuerySet

from clusters.enums import CLUSTER_ROLES, MemberKind
from clusters.models import Cluster, Membership, Person
from meetings.enums import Answer, ParticipantKind
from meetings.models import Meeting, Participant


@dataclass(frozen=True)
class Invitee:
    person: Person
    kind: ParticipantKind


def invitees(cluster: Cluster) -> list[Invitee]:
    """Everyone with a role in the cluster today, once each; a board member or deputy counts as a doctor."""
    held = (
        Membership.objects.active()
        .filter(cluster=cluster, role__in=CLUSTER_ROLES)
        .select_related("person")
        .order_by("person__name", "person_id", "pk")
    )
    staff: dict[int, bool] = {}
    people: dict[int, Person] = {}
    for membership in held:
        people[membership.person_id] = membership.person
        is_staff = membership.kind == MemberKind.STAFF
        staff[membership.person_id] = staff.get(membership.person_id, True) and is_staff
    return [
        Invitee(person, ParticipantKind.STAFF if staff[pk] else ParticipantKind.DOCTOR)
        for pk, person in people.items()
    ]


def to_be_told(meeting: Meeting) -> QuerySet[Participant]:
    """Members on the list who have not said no: a change or a cancelling concerns them."""
    return (
        meeting.participants.filter(person__isnull=False).exclude(answer=Answer.NO).select_related("person")
    )
