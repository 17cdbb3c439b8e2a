"""The secretariat's page of files: sent in, looked through, carried out."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from clusters.enums import ImportKind, ImportState
from clusters.models import Cluster, ImportRun, Movement
from tests.clusters.import_sheets import csv
from tests.people import People, make_people

pytestmark = pytest.mark.django_db
LIST, ADD = "admin:clusters_importrun_changelist", "admin:clusters_importrun_add"
GOOD = csv("Nummer;Navn;Region;Aktiv fra", "903;Klynge Ærø;Syddanmark;01.04.2026")
MONEY = csv("Klyngenummer;Beløb;Indbetaling", "901;100,00;2026")


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False


@pytest.fixture
def people() -> People:
    return make_people()


def sent(client, content: bytes, kind: str = ImportKind.CLUSTERS):
    file = SimpleUploadedFile("klynger.csv", content)
    return client.post(reverse(ADD), {"kind": kind, "file": file}, follow=True)


def test_from_the_file_to_the_register(client, people: People) -> None:
    client.force_login(people.sara)
    shown = sent(client, GOOD).content.decode()
    assert "1&nbsp;ny" in shown or "1\u00a0ny" in shown
    assert "Klynge Ærø (903), Region Syddanmark" in shown
    run = ImportRun.objects.get()
    done = client.post(reverse("admin:clusters_importrun_apply", args=[run.pk]), follow=True)
    assert "er indlæst" in done.content.decode() and "Indlæst af Sara Sekretær" in done.content.decode()
    assert Cluster.objects.filter(number="903").exists()
    again = client.post(reverse("admin:clusters_importrun_apply", args=[run.pk]))
    assert again.status_code == 409 and "allerede indlæst af Sara" in again.content.decode()


def test_errors_are_shown_with_row_and_column_and_no_button(client, people: People) -> None:
    client.force_login(people.sara)
    shown = sent(client, csv("Nummer;Navn;Region;Aktiv fra", "903;X;Atlantis;01.04.2026")).content.decode()
    assert "Skriv regionens navn, fx Region Syddanmark." in shown and ">region<" in shown
    assert "Indlæs 1" not in shown
    run = ImportRun.objects.get()
    refused = client.post(reverse("admin:clusters_importrun_apply", args=[run.pk]))
    assert "Filen har fejl" in refused.content.decode()


def test_an_empty_file_is_refused_at_the_field(client, people: People) -> None:
    client.force_login(people.sara)
    assert "tom" in sent(client, b"").content.decode()
    assert not ImportRun.objects.exists()


def test_a_wrong_control_sum_is_refused_and_kept(client, people: People) -> None:
    client.force_login(people.sara)
    sent(client, MONEY, ImportKind.ALLOTMENTS)
    run = ImportRun.objects.get()
    address = reverse("admin:clusters_importrun_apply", args=[run.pk])
    response = client.post(address, {"control_sum": "99,00"})
    assert response.status_code == 409 and 'value="99,00"' in response.content.decode()
    assert not Movement.objects.exists()
    client.post(address, {"control_sum": "100,00"})
    assert Movement.objects.count() == 1


def test_while_it_is_read_the_page_asks_again(client, people: People) -> None:
    client.force_login(people.sara)
    run = ImportRun.objects.create(
        kind=ImportKind.CLUSTERS,
        file_name="stor.csv",
        file_sha256="0" * 64,
        content=GOOD,
        progress_done=250,
        progress_total=1000,
        created_by=people.sara,
    )
    address = reverse("admin:clusters_importrun_change", args=[run.pk])
    shown = client.get(address).content.decode()
    assert "250 af 1000 rækker" in shown and "hx-get" in shown and "Se, hvor langt den er" in shown
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="import"') and "<html" not in part
    ImportRun.objects.update(state=ImportState.READY)
    assert "hx-get" not in client.get(address, headers={"HX-Request": "true"}).content.decode()


def test_the_auditor_reads_and_members_do_not_come_in(client, people: People) -> None:
    client.force_login(people.sara)
    sent(client, GOOD)
    run = ImportRun.objects.get()
    client.force_login(people.rikke)
    address = reverse("admin:clusters_importrun_change", args=[run.pk])
    assert "Indlæs 1" not in client.get(address).content.decode()
    assert client.get(reverse(ADD)).status_code == 403
    refused = client.post(reverse("admin:clusters_importrun_apply", args=[run.pk]))
    assert "klyngesekretariat" in refused.content.decode()
    for user in (people.karen, people.frede):
        client.force_login(user)
        assert client.get(address).status_code != 200
        assert client.post(reverse("admin:clusters_importrun_apply", args=[run.pk])).status_code != 200
    assert not Cluster.objects.filter(number="903").exists()


def test_the_list_costs_the_same_for_one_and_three(client, people, django_assert_num_queries) -> None:
    client.force_login(people.sara)
    sent(client, GOOD)
    client.get(reverse(LIST))
    with django_assert_num_queries(8):
        client.get(reverse(LIST))
    sent(client, GOOD)
    sent(client, MONEY, ImportKind.ALLOTMENTS)
    with django_assert_num_queries(8):
        client.get(reverse(LIST))
