"""From the file to the database: all of it or nothing, once, and only as it was shown."""

import datetime
from decimal import Decimal
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clusters.actions.apply_import import apply_import
from clusters.actions.read_import import LEASE, MOST_ATTEMPTS, read_import, sweep_imports
from clusters.actions.start_import import start_import
from clusters.enums import ImportKind, ImportState, Region, Role
from clusters.models import (
    Account,
    Clinic,
    Cluster,
    ImportRun,
    Membership,
    Movement,
    PatientCount,
    Person,
    ProviderNumber,
)
from klyngeokonomi.audit.models import Record
from klyngeokonomi.refused import Refused
from tests.at_once import at_once
from tests.clusters.import_sheets import MEMBER_HEADING, csv
from tests.people import People, make_people

pytestmark = pytest.mark.django_db

CLINICS = csv(
    "Klyngenummer;Klinik;Ydernummer;Gælder fra;Gælder til;Gruppe 1-patienter;Opgjort den",
    "901;Lægehuset;012345;01.01.2024;;4.820;31.01.2026",
    "901;Lægehuset;012346;01.01.2024;;;",
    "902;Havnens Læger;054321;01.01.2024;;3100;31.01.2026",
)
MEMBERS = csv(
    MEMBER_HEADING,
    "901;Nina Ny;nina@example.org;12 34 56 78;012345;medlem;ejerlæge;01.05.2026;;",
    "901;Nina Ny;nina@example.org;;;bestyrelsesmedlem;;01.05.2026;;ja",
    "902;Niels Uden-Mail;;;054321;medlem;ansat læge;01.05.2026;;",
)


@pytest.fixture
def people() -> People:
    return make_people()


def start(people: People, kind: ImportKind, content: bytes) -> ImportRun:
    return start_import(kind, file_name="C:\\mappe\\fil.csv", content=content, by=people.sara)


def carried_out(people: People, kind: ImportKind, content: bytes, **more: str) -> ImportRun:
    return apply_import(start(people, kind, content), by=people.sara, **more)


def whats(run: ImportRun) -> list[str]:
    return [one["what"] for one in run.changes]


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


def test_an_error_in_the_last_row_changes_nothing(people: People) -> None:
    lines = [f"901;Ny {n};ny{n}@example.org;;;medlem;ejerlæge;;;" for n in range(50)]
    run = start(
        people, ImportKind.MEMBERS, csv(MEMBER_HEADING, *lines, "999;Fejl;f@x.dk;;;medlem;ejerlæge;;;")
    )
    before = Person.objects.count()
    with pytest.raises(Refused, match="Filen har fejl"):
        apply_import(run, by=people.sara)
    assert Person.objects.count() == before


def test_a_preview_that_no_longer_holds_is_made_anew(people: People) -> None:
    line = "901;Mette Medlem;mette@example.org;11 22 33 44;;medlem;ejerlæge;01.01.2020;;"
    run = start(people, ImportKind.MEMBERS, csv(MEMBER_HEADING, line))
    Person.objects.filter(pk=people.mette.person_id).update(phone="99 99 99 99")
    with pytest.raises(Refused, match="Se den nye liste igennem"):
        apply_import(run, by=people.sara)
    run.refresh_from_db()
    assert run.changes[0]["text"] == "Mette Medlem: telefon: 99 99 99 99 → 11 22 33 44"
    assert Person.objects.get(pk=people.mette.person_id).phone == "99 99 99 99"
    apply_import(run, by=people.sara)
    assert Person.objects.get(pk=people.mette.person_id).phone == "11 22 33 44"


def test_nobody_imports_a_role_to_themselves(people: People) -> None:
    line = "901;Sara Sekretær;sara@example.org;;;bestyrelsesmedlem;;;;ja"
    run = start(people, ImportKind.MEMBERS, csv(MEMBER_HEADING, line))
    with pytest.raises(Refused, match="Bed en kollega"):
        apply_import(run, by=people.sara)
    apply_import(run, by=people.sune)
    assert Membership.objects.filter(person=people.sara.person, role=Role.BOARD).exists()


def test_a_second_press_is_refused_and_so_are_others(people: People) -> None:
    run = carried_out(people, ImportKind.CLINICS, CLINICS)
    with pytest.raises(Refused, match="allerede indlæst af Sara Sekretær"):
        apply_import(run, by=people.sara)
    for user in (people.karen, people.rikke, people.frede):
        with pytest.raises(Refused, match="klyngesekretariat"):
            apply_import(run, by=user)
        with pytest.raises(Refused, match="klyngesekretariat"):
            start_import(ImportKind.CLINICS, file_name="x", content=CLINICS, by=user)


ALLOTMENTS = csv("Klyngenummer;Beløb;Indbetaling", "901;175.200,00;2026", "902;100.000,50;2026")


def test_allotments_need_the_control_sum(people: People) -> None:
    run = start(people, ImportKind.ALLOTMENTS, ALLOTMENTS)
    for typed, words in [
        ("", "Skriv kontrolsummen"),
        ("mange", "Kontrolsum: "),
        ("275.200,49", "275.200,50"),
    ]:
        with pytest.raises(Refused, match=words):
            apply_import(run, by=people.sara, control_sum=typed)
    assert not Movement.objects.exists()
    apply_import(run, by=people.sara, control_sum="275.200,50")
    assert Account.objects.get(cluster=people.cluster).available == Decimal("175200.00")
    assert Account.objects.get(cluster=people.other_cluster).available == Decimal("100000.50")


def test_allotments_are_booked_once_each(people: People) -> None:
    carried_out(people, ImportKind.ALLOTMENTS, ALLOTMENTS, control_sum="275200,50")
    again = start(people, ImportKind.ALLOTMENTS, ALLOTMENTS)
    assert whats(again) == ["unchanged", "unchanged"]
    more = csv("Klyngenummer;Beløb;Indbetaling", "901;1,00;2026", "902;5,00;ekstra", "902;6,00;Ekstra")
    run = start(people, ImportKind.ALLOTMENTS, more)
    assert [(one["row"], one["column"]) for one in run.errors] == [(2, "beløb"), (4, "klyngenummer")]
    assert Movement.objects.count() == 2


def big(count: int) -> bytes:
    lines = (f"901;Ny {n};ny{n}@example.org;;;medlem;ejerlæge;01.05.2026;;" for n in range(count))
    return csv(MEMBER_HEADING, *lines)


def test_thousands_of_rows_cost_a_few_queries(people: People) -> None:
    run = start(people, ImportKind.MEMBERS, big(5000))
    assert run.state == ImportState.READING
    with CaptureQueriesContext(
        connection,
    ) as reading:
        read_import(run.pk)
    run.refresh_from_db()
    assert (run.state, run.progress_done, run.progress_total) == (ImportState.READY, 5000, 5000)
    assert len(reading) <= 5000 / 250 + 15
    with CaptureQueriesContext(connection) as writing:
        apply_import(run, by=people.sara)
    assert len(writing) <= 3 * 5000 / 500 + 25
    assert Person.objects.filter(name__startswith="Ny ").count() == 5000
    assert Membership.objects.filter(valid_from=datetime.date(2026, 5, 1)).count() == 5000


def test_a_killed_worker_leaves_a_file_that_is_read_later(people: People) -> None:
    run = start(people, ImportKind.MEMBERS, big(1200))
    runs = ImportRun.objects.filter(pk=run.pk)
    now = datetime.datetime.now(datetime.UTC)
    runs.update(attempts=1, lease_until=now + LEASE)
    assert sweep_imports() == 0 and read_import(run.pk) is None
    runs.update(lease_until=now - datetime.timedelta(seconds=1))
    assert sweep_imports() == 1
    assert runs.get().state == ImportState.READY


def test_a_file_that_kills_its_workers_is_refused(people: People) -> None:
    run = start(people, ImportKind.MEMBERS, big(1200))
    past = datetime.datetime.now(datetime.UTC) - datetime.timedelta(seconds=1)
    ImportRun.objects.filter(pk=run.pk).update(attempts=MOST_ATTEMPTS, lease_until=past)
    assert sweep_imports() == 0
    run.refresh_from_db()
    assert run.state == ImportState.REFUSED and "Del den i mindre filer" in run.errors[0]["text"]


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_apply_one(people: People) -> None:
    first, second = (start(people, ImportKind.CLINICS, CLINICS) for _ in range(2))
    acts = [partial(apply_import, first, by=people.sara), partial(apply_import, second, by=people.sune)]
    outcomes = at_once(acts)
    assert sorted(type(one).__name__ for one in outcomes) == ["ImportRun", "Refused"]
    assert Clinic.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_double_click_books_once(people: People) -> None:
    run = start(people, ImportKind.ALLOTMENTS, ALLOTMENTS)
    act = partial(apply_import, run, by=people.sara, control_sum="275.200,50")
    assert sorted(type(one).__name__ for one in at_once([act, act])) == ["ImportRun", "Refused"]
    assert Movement.objects.count() == 2
