"""The log of acts in the admin: to be read, never written, at one cost."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from clusters.models import User
from klyngeokonomi.audit.record import record
from tests.people import People, make_people

pytestmark = pytest.mark.django_db
LIST = "/plo/audit/record/"


@pytest.fixture
def people(settings: Settings) -> People:
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    return make_people()


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("name", ["sara", "rikke"])
def test_log_is_read_in_danish(people: People, name: str) -> None:
    row = record("role_given", by=people.sara, text="Karen er valgt.")
    client = as_(getattr(people, name))
    page = client.get(LIST).content.decode()
    for words in ("Rolle givet", "Karen er valgt.", "Sara Sekretær"):
        assert words in page
    assert "Karen er valgt." in client.get(f"{LIST}{row.pk}/change/").content.decode()


@pytest.mark.parametrize("name", ["mette", "karen", "frede"])
def test_others_find_no_such_page(people: People, name: str) -> None:
    assert as_(getattr(people, name)).get(LIST).status_code == 404


def test_log_is_filtered_and_searched(people: People) -> None:
    record("role_given", by=people.sara, text="Karen er valgt.")
    record("role_ended", by=people.sara, text="Ove er ude.")
    client = as_(people.sara)
    for query, shown, hidden in [
        ("?act=role_ended", "Ove er ude.", "Karen er"),
        ("?q=Karen", "Karen er", "Ove er"),
    ]:
        page = client.get(LIST + query).content.decode()
        assert shown in page
        assert hidden not in page


def test_nothing_is_written(people: People) -> None:
    row = record("role_given", by=people.sara)
    client = as_(people.sara)
    for address in (f"{LIST}add/", f"{LIST}{row.pk}/change/", f"{LIST}{row.pk}/delete/"):
        assert client.post(address, {"text": "rettet"}).status_code == 403


def test_list_costs_the_same_for_one_and_three(people: People) -> None:
    client = as_(people.sara)
    client.get(LIST)
    costs = []
    for users in ([people.sara], [people.sune, people.rikke]):
        for user in users:
            record("signed_in", by=user)
        with CaptureQueriesContext(connection) as asked:
            client.get(LIST)
        costs.append(len(asked))
        assert sum('FROM "audit_record"' in query["sql"] for query in asked) == 2
    assert costs[0] == costs[1]
