"""Clinics that cannot count as they stand are listed always, and their coordinators are asked once in January."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from clusters.actions.tell_unclear_clinics import tell_unclear_clinics
from clusters.enums import MemberKind, Role
from clusters.models import Clinic, Cluster, ProviderNumber
from clusters.selectors.unclear_clinics import unclear_clinics
from klyngeokonomi.outbox.models import Message
from tests.factories.allotments import clinic
from tests.people import LONG_AGO, People, give_role, make_people

TODAY = dt.date(2027, 1, 12)


@pytest.fixture
def people(db: None) -> People:
    """One clinic in order, and one of each that is not."""
    people = make_people()
    good = clinic(people.cluster, "000001", 1000, name="God")
    give_role(people.ove, Role.MEMBER, people.cluster, clinic=good, valid_from=dt.date(2021, 1, 1))
    ended = clinic(people.cluster, "000002", 900, name="Ophørt nummer")
    ProviderNumber.objects.filter(clinic=ended).update(valid_to=dt.date(2026, 12, 31))
    ending = clinic(people.cluster, "000003", 900, name="Ophører snart")
    ProviderNumber.objects.filter(clinic=ending).update(valid_to=dt.date(2027, 1, 30))
    give_role(people.frede, Role.MEMBER, people.cluster, clinic=ending, kind=MemberKind.EMPLOYED)
    Clinic.objects.create(cluster=people.other_cluster, name="Tom")
    Clinic.objects.create(cluster=people.cluster, name="Lukket", closed_on=LONG_AGO)
    return people


def test_each_reason_is_told(people: People) -> None:
    Cluster.objects.filter(pk=people.other_cluster.pk).update(active_to=dt.date(2026, 12, 31))
    assert [(one.clinic.name, one.reasons) for one in unclear_clinics(TODAY)] == [
        (
            "Tom",
            [
                "Klyngen ophørte den 31.12.2026. Klinikken mangler en ny.",
                "Intet ydernummer.",
                "Ingen medlemmer fra klinikken.",
                "Intet patienttal det sidste år.",
            ],
        ),
        ("Ophører snart", ["Ydernummeret ophører den 30.01.2027.", "Ingen ejerlæge fra klinikken."]),
        ("Ophørt nummer", ["Ydernummeret ophørte den 31.12.2026.", "Ingen medlemmer fra klinikken."]),
    ]


def test_the_coordinator_is_asked_once_and_only_in_january(client, people: People, settings) -> None:
    for moment, new in (("2026-12-31", 0), ("2027-01-12", 1), ("2027-01-13", 0), ("2027-02-01", 0)):
        with time_machine.travel(f"{moment}T12:00:00+01:00", tick=False):
            assert tell_unclear_clinics() == new, moment
    mail = Message.objects.get()
    assert (mail.to, mail.key) == (
        "karen@example.org",
        f"clinics:2027:{people.cluster.pk}:{people.karen.person_id}",
    )
    assert "- Ophørt nummer: Ydernummeret ophørte den 31.12.2026. Ingen medlemmer" in mail.body_text
    assert "God" not in mail.body_text and "Tom" not in mail.body_text
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    client.force_login(people.rikke)
    with time_machine.travel("2027-01-12T12:00:00+01:00", tick=False):
        client.force_login(people.rikke)
        desk = client.get(reverse("admin:index")).content.decode()
    assert (
        f'<a href="{reverse("admin:clusters_allotment_unclear")}">Klinikker med uklar status</a>: 3' in desk
    )
    assert "Ophørt nummer" in client.get(reverse("admin:clusters_allotment_unclear")).content.decode()
