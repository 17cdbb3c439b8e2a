"""The fictitious staff come as real staff do."""

import pytest

from clusters.enums import Role, WithoutSecond
from clusters.models import Membership
from clusters.permissions import standing
from klyngeokonomi.demo.cast import give_staff_roles, make_staff


@pytest.mark.django_db
def test_two_secretaries_come_from_the_server_and_they_make_the_auditor() -> None:
    *secretaries, auditor = (make_staff(name, f"{name} (opdigtet)", "kode") for name in ("a", "b", "c"))
    give_staff_roles(secretaries, auditor)
    assert [standing(user).national for user in (*secretaries, auditor)] == [
        {Role.SECRETARIAT},
        {Role.SECRETARIAT},
        {Role.AUDITOR},
    ]
    role = Membership.objects.get(role=Role.AUDITOR)
    assert (role.given_by, role.confirmed_by) == tuple(user.person for user in secretaries)
    assert Membership.objects.filter(without_second=WithoutSecond.SERVER).count() == 2
