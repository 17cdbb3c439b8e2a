"""Who is who in the cluster, inviting, and standing in for the coordinator."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from clusters.enums import Role
from clusters.models import Clinic, Membership
from klyngeokonomi.outbox.models import Message
from tests.people import People, give_role, make_people, person_with_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    return make_people()


def page(client, user, cluster, status=200) -> str:
    client.force_login(user)
    response = client.get(reverse("clusters:members_of", args=[cluster.slug]))
    assert response.status_code == status
    return response.content.decode()


def in_days(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def asked(client, people, person, first=1, last=20):
    client.force_login(people.karen)
    return client.post(
        reverse("clusters:deputy_appoint", args=[people.cluster.slug]),
        {"person": person.pk, "valid_from": in_days(first), "valid_to": in_days(last)},
    )


def test_a_member_sees_everyone_and_no_buttons(client, people: People) -> None:
    shown = page(client, people.mette, people.cluster)
    for name in ("Karen Koordinator", "Dorte Deputy", "Bo Bestyrelse", "Mette Medlem"):
        assert name in shown
    assert "Ove Ophørt" not in shown and "Frede" not in shown
    assert "Invitér" not in shown and "Udpeg en stedfortræder" not in shown


def test_strangers_get_404_and_the_auditor_reads(client, people: People) -> None:
    page(client, people.frede, people.cluster, 404)
    page(client, people.ove, people.cluster, 404)
    assert "Invitér" not in page(client, people.rikke, people.cluster)


def test_the_list_leads_to_the_one_cluster_or_asks(client, people: People) -> None:
    client.force_login(people.mette)
    response = client.get("/medlemmer/")
    assert response["Location"] == reverse("clusters:members_of", args=[people.cluster.slug])
    client.force_login(people.sara)
    shown = client.get("/medlemmer/").content.decode()
    assert people.cluster.name in shown and people.other_cluster.name in shown


def test_the_list_costs_the_same_for_one_and_three(client, people: People, django_assert_num_queries) -> None:
    address = reverse("clusters:members_of", args=[people.cluster.slug])
    client.force_login(people.karen)
    client.get(address)
    with django_assert_num_queries(10):
        client.get(address)
    for number in range(3):
        clinic = Clinic.objects.create(cluster=people.cluster, name=f"Klinik {number}")
        user = person_with_account(f"Ny{number}", "Læge")
        give_role(user, Role.MEMBER, people.cluster, clinic=clinic)
        give_role(user, Role.BOARD, people.cluster)
    with django_assert_num_queries(10):
        client.get(address)


def test_the_coordinator_invites_and_a_member_may_not(client, people: People) -> None:
    address = reverse("clusters:member_invite", args=[people.cluster.slug, people.bo.person_id])
    client.force_login(people.mette)
    shown = client.post(address, follow=True).content.decode()
    assert "Du kan kun invitere medlemmer af din egen klynge." in shown
    assert not Message.objects.exists()
    client.force_login(people.karen)
    shown = client.post(address, follow=True).content.decode()
    assert "Bo Bestyrelse får en mail" in shown and "Inviteret i dag" in shown
    assert Message.objects.get().to == "bo@example.org"


def test_nobody_of_another_cluster_is_invited_through_this_one(client, people: People) -> None:
    client.force_login(people.karen)
    address = reverse("clusters:member_invite", args=[people.cluster.slug, people.frede.person_id])
    assert client.post(address).status_code == 404


def test_a_deputy_is_asked_says_yes_and_counts_from_the_day(client, people: People) -> None:
    assert asked(client, people, people.mette.person, first=0).status_code == 302
    task = Membership.objects.get(role=Role.DEPUTY, person=people.mette.person)
    assert Message.objects.get().to == "mette@example.org"
    assert not Membership.objects.active().filter(pk=task.pk).exists()
    assert "Vil du være stedfortræder?" in page(client, people.mette, people.cluster)
    address = reverse("clusters:deputy_answer", args=[task.pk])
    client.post(address, {"svar": "ja"})
    assert Membership.objects.active().filter(pk=task.pk).exists()
    assert Message.objects.filter(to="karen@example.org").count() == 1
    assert "Der er allerede svaret." in client.post(address, {"svar": "nej"}, follow=True).content.decode()


def test_a_no_never_counts_and_may_be_asked_again(client, people: People) -> None:
    asked(client, people, people.mette.person, first=0)
    task = Membership.objects.get(role=Role.DEPUTY, person=people.mette.person)
    client.force_login(people.mette)
    client.post(reverse("clusters:deputy_answer", args=[task.pk]), {"svar": "nej"})
    task.refresh_from_db()
    assert task.withdrawn_at and not task.accepted_at
    assert asked(client, people, people.mette.person, first=0).status_code == 302


def test_only_the_one_who_is_asked_answers(client, people: People) -> None:
    asked(client, people, people.mette.person)
    task = Membership.objects.get(role=Role.DEPUTY, person=people.mette.person)
    for user in (people.bo, people.karen, people.frede):
        client.force_login(user)
        assert (
            client.post(reverse("clusters:deputy_answer", args=[task.pk]), {"svar": "ja"}).status_code == 404
        )


def test_a_period_that_is_none_is_refused_and_kept(client, people: People) -> None:
    response = asked(client, people, people.mette.person, first=20, last=10)
    shown = response.content.decode()
    assert response.status_code == 409 and "Perioden kan ikke slutte, før den begynder." in shown
    assert f'value="{in_days(20)}"' in shown
    assert asked(client, people, people.mette.person, first=0, last=367).status_code == 409
    assert asked(client, people, people.mette.person, first=0, last=366).status_code == 302
    assert "allerede stedfortræder" in asked(client, people, people.mette.person, 5, 6).content.decode()


def test_a_deputy_appoints_nobody_and_strangers_cannot_be_asked(client, people: People) -> None:
    client.force_login(people.dorte)
    address = reverse("clusters:deputy_appoint", args=[people.cluster.slug])
    facts = {"valid_from": in_days(0), "valid_to": in_days(1)}
    response = client.post(address, {"person": people.mette.person_id, **facts})
    assert "Det kan kun klyngens koordinator." in response.content.decode() or response.status_code == 409
    client.force_login(people.karen)
    client.post(address, {"person": people.frede.person_id, **facts})
    assert Membership.objects.filter(role=Role.DEPUTY).count() == 1


def test_the_coordinator_ends_it_and_it_acts_at_the_next_request(client, people: People) -> None:
    task = Membership.objects.get(role=Role.DEPUTY, person=people.dorte.person)
    client.force_login(people.dorte)
    assert (
        "Invitér" in client.get(reverse("clusters:members_of", args=[people.cluster.slug])).content.decode()
    )
    client.force_login(people.karen)
    address = reverse("clusters:deputy_end", args=[people.cluster.slug, task.pk])
    client.post(address)
    assert "Invitér" not in page(client, people.dorte, people.cluster)
    client.force_login(people.karen)
    assert "allerede afsluttet" in client.post(address, follow=True).content.decode()
