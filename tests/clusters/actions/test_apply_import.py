"""What the files of clusters, clinics and members make of the registers, and what they may not."""

import datetime

import pytest

from clusters.actions.apply_import import apply_import
from clusters.enums import ImportKind, ImportState, Region, Role
from clusters.models import (
    Clinic,
    Cluster,
    Membership,
    PatientCount,
    Person,
    ProviderNumber,
)
from klyngeokonomi.audit.models import Record
from klyngeokonomi.refused import Refused
from tests.clusters.import_sheets import CLINICS, MEMBER_HEADING, carried_out, csv, start, whats
from tests.people import People, make_people

pytestmark = pytest.mark.django_db

MEMBERS = csv(
    MEMBER_HEADING,
    "901;Nina Ny;nina@example.org;12 34 56 78;012345;medlem;ejerlæge;01.05.2026;;",
    "901;Nina Ny;nina@example.org;;;bestyrelsesmedlem;;01.05.2026;;ja",
    "902;Niels Uden-Mail;;;054321;medlem;ansat læge;01.05.2026;;",
)


@pytest.fixture
def people() -> People:
    return make_people()


def test_clusters_new_changed_and_unchanged(people: People) -> None:
    content = csv(
        "Nummer;Navn;Region;Aktiv fra;Aktiv til",
        "901;Klynge Nyt Navn;Region Syddanmark;01.01.2020;",
        "902;Klynge Andenby;Region Syddanmark;01.01.2020;",
        "903;Klynge Ærø;Region Sjælland;01.04.2026;31.12.2027",
    )
    run = start(people, ImportKind.CLUSTERS, content)
    assert run.state == ImportState.READY and run.file_name == "fil.csv"
    assert run.changes[0] == {
        "row": 2,
        "what": "changed",
        "text": "Klynge Nyt Navn: navn: Klynge Prøveby → Klynge Nyt Navn",
    }
    assert whats(run) == ["changed", "unchanged", "new"]
    assert Cluster.objects.get(number="901").name == "Klynge Prøveby"
    apply_import(run, by=people.sara)
    new = Cluster.objects.get(number="903")
    assert (new.slug, new.region, new.active_to) == (
        "klynge-aeroe",
        Region.ZEALAND,
        datetime.date(2027, 12, 31),
    )
    assert Cluster.objects.get(number="901").slug == people.cluster.slug
    assert Record.objects.filter(act="cluster_changed").count() == 2
    assert Record.objects.get(act="import_done").by == people.sara


def test_two_clusters_cannot_get_one_name(people: People) -> None:
    content = csv(
        "Nummer;Navn;Region;Aktiv fra",
        "903;Klynge Andenby;Syddanmark;01.01.2026",
        "903;X;Syddanmark;01.01.2026",
    )
    run = start(people, ImportKind.CLUSTERS, content)
    assert [(one["row"], one["column"]) for one in run.errors] == [(2, "navn"), (3, "nummer")]


def test_clinics_and_again_without_doubles(people: People) -> None:
    run = carried_out(people, ImportKind.CLINICS, CLINICS)
    assert whats(run) == ["new", "changed", "new"]
    house = Clinic.objects.get(name="Lægehuset")
    assert sorted(house.provider_numbers.values_list("number", flat=True)) == ["012345", "012346"]
    assert house.patient_counts.get().group1_patients == 4820
    again = start(people, ImportKind.CLINICS, CLINICS)
    assert whats(again) == ["unchanged"] * 3
    with pytest.raises(Refused, match="Der er intet at indlæse"):
        apply_import(again, by=people.sara)
    assert (Clinic.objects.count(), ProviderNumber.objects.count(), PatientCount.objects.count()) == (2, 3, 2)


def test_a_provider_number_has_one_clinic_at_a_time(people: People) -> None:
    carried_out(people, ImportKind.CLINICS, CLINICS)
    heading = "Klyngenummer;Klinik;Ydernummer;Gælder fra"
    run = start(people, ImportKind.CLINICS, csv(heading, "902;Anden;012345;01.06.2026"))
    assert "tilhører Lægehuset fra 01.01.2024" in run.errors[0]["text"]
    run = start(people, ImportKind.CLINICS, csv(heading, "902;Ny;000001;"))
    assert "Ydernummeret er nyt" in run.errors[0]["text"]


def test_a_clinic_moves_and_its_count_is_mended(people: People) -> None:
    carried_out(people, ImportKind.CLINICS, CLINICS)
    content = csv(
        "Klyngenummer;Klinik;Ydernummer;Gruppe 1-patienter;Opgjort den",
        "902;Lægehuset;012345;4821;31.01.2026",
    )
    run = carried_out(people, ImportKind.CLINICS, content)
    assert run.changes[0]["text"] == (
        "Lægehuset (012345): klynge: Klynge Prøveby → Klynge Andenby; "
        "gruppe 1-patienter: 4820 → 4821 (31.01.2026)"
    )
    house = Clinic.objects.get(name="Lægehuset", cluster=people.other_cluster)
    assert sorted(house.patient_counts.values_list("version", "group1_patients")) == [(1, 4820), (2, 4821)]
    assert (house.moves.get().from_cluster, house.moves.get().by) == (people.cluster, people.sara)


def test_members_and_again_without_doubles(people: People) -> None:
    carried_out(people, ImportKind.CLINICS, CLINICS)
    run = carried_out(people, ImportKind.MEMBERS, MEMBERS)
    assert whats(run) == ["new", "changed", "new"]
    nina = Person.objects.get(email="nina@example.org")
    assert nina.phone == "12 34 56 78"
    assert set(nina.memberships.values_list("role", "may_endorse", "clinic__name")) == {
        (Role.MEMBER, False, "Lægehuset"),
        (Role.BOARD, True, None),
    }
    persons = Person.objects.count()
    again = start(people, ImportKind.MEMBERS, MEMBERS)
    assert (whats(again), again.errors) == (["unchanged"] * 3, [])
    assert Person.objects.count() == persons


def test_a_person_is_known_by_mail_whatever_its_case(people: People) -> None:
    line = "901;Mette Medlem-Gift;METTE@example.org;11 22 33 44;;medlem;ansat læge;01.01.2020;;"
    run = carried_out(people, ImportKind.MEMBERS, csv(MEMBER_HEADING, line))
    assert run.changes[0]["text"] == (
        "Mette Medlem-Gift: navn: Mette Medlem → Mette Medlem-Gift; telefon: tom → 11 22 33 44; "
        "medlemstype: Ejerlæge → Ansat læge"
    )
    people.mette.person.refresh_from_db()
    assert people.mette.person.name == "Mette Medlem-Gift"


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["999;A;a@x.dk;;;medlem;ejerlæge;;;"], "ingen klynge med det nummer"),
        (["901;A;a@x.dk;;099999;medlem;ejerlæge;;;"], "Ydernummeret kendes ikke"),
        (["901;A;a@x.dk;;054321;medlem;ejerlæge;;;"], "hører til Klynge Andenby"),
        (["901;A;a@x.dk;;;koordinator;;;;"], "to koordinatorer uden slutdato: A og Karen Koordinator"),
        (["901;Mette Medlem;mette@example.org;;;medlem;ejerlæge;01.01.2025;;"], "har allerede rollen"),
        (
            ["901;A;a@x.dk;;;medlem;ejerlæge;;;", "901;B;a@x.dk;;;medlem;ejerlæge;;;"],
            "Mailen står ved flere navne",
        ),
    ],
)
def test_what_the_database_contradicts(people: People, lines: list[str], words: str) -> None:
    carried_out(people, ImportKind.CLINICS, CLINICS)
    run = start(people, ImportKind.MEMBERS, csv(MEMBER_HEADING, *lines))
    assert words in run.errors[0]["text"]
    with pytest.raises(Refused, match="Filen har fejl"):
        apply_import(run, by=people.sara)


def test_a_coordinator_follows_another_in_one_file(people: People) -> None:
    lines = [
        "901;Nina Ny;nina@example.org;;;koordinator;;01.12.2026;;",
        "901;Karen Koordinator;karen@example.org;;;koordinator;;01.01.2020;30.11.2026;",
    ]
    carried_out(people, ImportKind.MEMBERS, csv(MEMBER_HEADING, *lines))
    heads = Membership.objects.filter(cluster=people.cluster, role=Role.COORDINATOR)
    assert set(heads.values_list("person__name", "valid_to")) == {
        ("Nina Ny", None),
        ("Karen Koordinator", datetime.date(2026, 11, 30)),
    }
