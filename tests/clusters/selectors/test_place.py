"""Where a person stands in the house."""

import datetime

import pytest
from django.utils import timezone

from clusters.enums import Role
from clusters.models import Membership
from clusters.selectors.place import Place, place_of
from tests.people import give_role, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_people()


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("mette", Place(("Klynge Prøveby",), endorses=False, national=False)),
        ("karen", Place(("Klynge Prøveby",), endorses=True, national=False)),
        ("dorte", Place(("Klynge Prøveby",), endorses=True, national=False)),
        ("bo", Place(("Klynge Prøveby",), endorses=True, national=False)),
        ("frede", Place(("Klynge Andenby",), endorses=False, national=False)),
        ("sara", Place((), endorses=False, national=True)),
        ("rikke", Place((), endorses=False, national=True)),
        ("ove", Place((), endorses=False, national=False)),
    ],
)
def test_everyone_stands_where_their_roles_of_today_put_them(people, name, place):
    assert place_of(getattr(people, name)) == place


def test_a_role_that_ends_is_gone_the_day_after_and_costs_one_query_however_many_there_are(
    people, django_assert_num_queries
):
    give_role(people.mette, Role.MEMBER, people.other_cluster)
    with django_assert_num_queries(1):
        assert place_of(people.mette).clusters == ("Klynge Andenby", "Klynge Prøveby")
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Membership.objects.filter(person=people.mette.person, cluster=people.cluster).update(valid_to=yesterday)
    with django_assert_num_queries(1):
        assert place_of(people.mette).clusters == ("Klynge Andenby",)
