"""Roles are read by a statement put together once, and once for the pages of a request; in every act anew."""

import datetime

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from clusters.enums import Role
from clusters.models import Membership
from clusters.selectors.standing import _HELD, keep_standing, standing
from tests.people import People, make_people


@pytest.fixture
def people(db: None) -> People:
    return make_people()


@pytest.mark.parametrize("days", [-3000, 0, 31])
def test_the_statement_says_what_active_says(people: People, days: int) -> None:
    with time_machine.travel(timezone.now() + datetime.timedelta(days=days)):
        for user in (
            people.mette,
            people.karen,
            people.dorte,
            people.sara,
            people.bo,
            people.rikke,
            people.ove,
        ):
            held = Membership.objects.active().filter(person_id=user.person_id)
            wanted = held.values_list("cluster_id", "role", "may_endorse", "cluster__name")
            asked = _HELD.all(day=timezone.localdate(), person=user.person_id)
            assert sorted(asked, key=str) == sorted(wanted, key=str)


def test_a_closed_account_holds_nothing(people: People) -> None:
    people.karen.is_active = False
    people.karen.save()
    assert standing(people.karen).clusters == {}


@pytest.mark.django_db(transaction=True)
def test_a_page_reads_once_and_an_act_anew(django_assert_num_queries: object) -> None:
    people = make_people()
    keep_standing(people.karen)
    with django_assert_num_queries(1):
        assert standing(people.karen).leads(people.cluster)
        assert standing(people.karen).leads(people.cluster)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Membership.objects.filter(role=Role.COORDINATOR).update(valid_to=yesterday)
    with transaction.atomic():
        assert not standing(people.karen).leads(people.cluster)


def test_without_a_request_it_is_read_each_time(people: People, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(2):
        standing(people.karen)
        standing(people.karen)
