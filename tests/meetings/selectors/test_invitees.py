import datetime

from django.utils import timezone

from clusters.enums import MemberKind, Role
from meetings.enums import ParticipantKind
from meetings.selectors.invitees import invitees
from tests.people import People, give_role, person_with_account


def test_each_once_whatever_their_roles(people: People) -> None:
    assert [one.person.name for one in invitees(people.cluster)] == [
        "Bo Bestyrelse",
        "Dorte Deputy",
        "Karen Koordinator",
        "Mette Medlem",
    ]


def test_today_counts(people: People) -> None:
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    give_role(person_with_account("Nina", "Ny"), Role.MEMBER, people.cluster, valid_from=tomorrow)
    assert "Nina Ny" not in [one.person.name for one in invitees(people.cluster)]


def test_staff_who_also_sit_on_the_board_count_as_doctors(people: People) -> None:
    anna, pia = person_with_account("Anna", "Anden"), person_with_account("Pia", "Personale")
    for user in (anna, pia):
        give_role(user, Role.MEMBER, people.cluster, kind=MemberKind.STAFF)
    give_role(anna, Role.BOARD, people.cluster)
    kinds = {one.person.name: one.kind for one in invitees(people.cluster)}
    assert kinds["Anna Anden"] == ParticipantKind.DOCTOR
    assert kinds["Pia Personale"] == ParticipantKind.STAFF
