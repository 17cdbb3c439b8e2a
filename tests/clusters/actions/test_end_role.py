"""A role that is taken away no longer counts, and the secretariat is never emptied."""

from functools import partial

import pytest

from approvals.selectors.queue import waiting_for
from clusters.actions.end_role import end_role
from clusters.enums import Role
from clusters.models import Membership
from clusters.permissions import standing
from expenses.selectors.endorsers import endorsers
from expenses.states import VoucherState
from klyngeokonomi.refused import Refused
from tests.at_once import at_once
from tests.factories.expenses import voucher_at
from tests.people import make_people


@pytest.mark.django_db(transaction=True)
def test_of_two_secretaries_who_end_each_others_role_at_once_one_stays() -> None:
    people = make_people()
    role = {one.person_id: one for one in Membership.objects.filter(role=Role.SECRETARIAT)}
    outcomes = at_once(
        [
            partial(end_role, role[people.sune.person_id], by=people.sara),
            partial(end_role, role[people.sara.person_id], by=people.sune),
        ]
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["Membership", "Refused"]
    assert Membership.objects.active().filter(role=Role.SECRETARIAT).count() == 1


@pytest.mark.django_db
def test_the_last_of_the_secretariat_stays_and_the_ended_is_out_at_once() -> None:
    people = make_people()
    roles = Membership.objects.filter(role=Role.SECRETARIAT)
    end_role(roles.get(person=people.sune.person), by=people.sara)
    assert not standing(people.sune).is_secretariat
    with pytest.raises(Refused):
        end_role(roles.get(person=people.sara.person), by=people.sara)


@pytest.mark.django_db
def test_a_deputy_who_has_left_the_cluster_no_longer_stands_in() -> None:
    people = make_people()
    assert standing(people.dorte).leads(people.cluster)
    member = Membership.objects.get(person=people.dorte.person, role=Role.MEMBER)
    end_role(member, by=people.sara)
    assert not standing(people.dorte).sees(people.cluster)
    voucher = voucher_at(VoucherState.SUBMITTED, people)
    assert people.dorte.person not in endorsers(voucher).people
    assert list(waiting_for(people.dorte)) == []
