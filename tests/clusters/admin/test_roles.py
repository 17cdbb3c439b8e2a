"""The page of a role that awaits a second secretary."""

import pytest
from django.test import Client
from django.urls import reverse

from clusters.enums import Role
from clusters.models import Membership
from clusters.permissions import standing
from tests.clusters.actions.test_confirm_role import given
from tests.people import People, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(settings) -> People:
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    return make_people()


def page(role: Membership, verb: str = "change") -> str:
    return reverse(f"admin:clusters_membership_{verb}", args=[role.pk])


def test_it_waits_on_the_desk_and_a_colleague_confirms_it(client: Client, people: People) -> None:
    role = given(people, Role.AUDITOR)
    client.force_login(people.sara)
    assert "?nu=venter" in client.get("/plo/").content.decode()
    shown = client.get(page(role)).content.decode()
    assert "Du har selv givet rollen." in shown and "Bekræft</button>" not in shown
    assert "Venter på en andens bekræftelse" in shown
    client.force_login(people.sune)
    listed = client.get(reverse("admin:clusters_membership_changelist"), {"nu": "venter"}).content.decode()
    assert "Ove Ophørt" in listed and "Rikke Revisor" not in listed
    shown = client.get(page(role)).content.decode()
    assert "Bekræft</button>" in shown and "Afvis</button>" in shown and "ove@example.org" in shown
    assert "Rollen er bekræftet." in client.post(page(role, "confirm"), follow=True).content.decode()
    assert standing(people.ove).national == {Role.AUDITOR}
    assert "Bekræftet af Sune Sekretær" in client.get(page(role)).content.decode()


def test_a_colleague_rejects_it(client: Client, people: People) -> None:
    role = given(people)
    client.force_login(people.sune)
    assert "Rollen er afvist." in client.post(page(role, "reject"), follow=True).content.decode()
    assert "Trukket tilbage" in client.get(page(role)).content.decode()


def test_others_have_no_say(client: Client, people: People) -> None:
    role = given(people)
    client.force_login(people.rikke)
    client.post(page(role, "confirm"))
    client.post(page(role, "reject"))
    role.refresh_from_db()
    assert role.is_awaiting_second


def test_how_the_first_of_the_secretariat_came_is_said(client: Client, people: People) -> None:
    client.force_login(people.rikke)
    role = Membership.objects.get(person=people.sara.person)
    assert "Oprettet på serveren: ingen har bekræftet den." in client.get(page(role)).content.decode()
