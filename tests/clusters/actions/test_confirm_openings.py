"""Opening balances: all of them from a file, and all confirmed by a second person who compares the total."""

from decimal import Decimal

import pytest
from django.urls import reverse

from clusters.actions.apply_import import apply_import
from clusters.actions.confirm_openings import confirm_openings
from clusters.actions.set_opening_balance import confirm_opening_balance, enter_opening_balance
from clusters.actions.start_import import start_import
from clusters.enums import ImportKind
from clusters.ledger.checks import check_ledger
from clusters.models import Account, ImportRun
from clusters.selectors.opening_balances import waiting_openings
from klyngeokonomi.refused import Refused
from tests.clusters.import_sheets import csv
from tests.people import People, make_people


@pytest.fixture
def people(db: None) -> People:
    return make_people()


def start(people: People, *lines: str) -> ImportRun:
    content = csv("Klyngenummer;Saldo", *lines)
    return start_import(ImportKind.OPENINGS, file_name="saldi.csv", content=content, by=people.sara)


def test_all_are_entered_from_a_file_and_none_is_known_yet(people: People) -> None:
    run = start(people, "901;12.500,50", "902;-300,00")
    with pytest.raises(Refused, match=r"Filens sum er 12\.200,50 kr\. Kontrolsummen er 12\.800,50 kr\."):
        apply_import(run, by=people.sara, control_sum="12.800,50")
    with pytest.raises(Refused, match="Skriv kontrolsummen"):
        apply_import(run, by=people.sara)
    apply_import(run, by=people.sara, control_sum="12.200,50")
    kept = Account.objects.order_by("cluster__number").values_list("available", "opening_confirmed_at")
    assert list(kept) == [(Decimal("12500.50"), None), (Decimal("-300.00"), None)]
    with pytest.raises(Refused, match="Der er intet at indlæse"):
        apply_import(start(people, "901;12500,50"), by=people.sara, control_sum="12.500,50")
    mended = start(people, "902;-310")
    assert mended.changes[0]["text"] == "Klynge Andenby: −300,00 kr. → −310,00 kr."
    apply_import(mended, by=people.sara, control_sum="-310,00")
    confirm_opening_balance(people.other_cluster, amount=Decimal("-310.00"), by=people.sune)
    faulty = start(people, "902;1", "901;x", "999;1", "901;1", "901;2")
    assert [(one["row"], one["text"]) for one in faulty.errors] == [
        (2, "Åbningssaldoen er bekræftet med −310,00 kr. Ret den ved at modpostere bevægelsen."),
        (3, "Skriv beløbet i kroner og øre, fx 1.234,50."),
        (4, "Der er ingen klynge med det nummer. Ret nummeret, eller læs klyngerne ind først."),
        (6, "Klyngen står to gange i filen. Slet den ene række."),
    ]
    assert list(check_ledger()) == []


def test_the_second_person_confirms_all_or_none(client, people: People, settings) -> None:
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    enter_opening_balance(people.cluster, amount=Decimal("1000.00"), by=people.sara)
    enter_opening_balance(people.other_cluster, amount=Decimal("-200.00"), by=people.sara)
    assert (waiting_openings(people.sara).rows, waiting_openings(people.sara).own) == ([], 2)
    seen = waiting_openings(people.sune).mark
    with pytest.raises(Refused, match="Ingen åbningssaldo venter på dig"):
        confirm_openings(control_sum=Decimal("800.00"), seen=seen, by=people.sara)
    for user in (people.karen, people.rikke):
        with pytest.raises(Refused, match="klyngesekretariat"):
            confirm_openings(control_sum=Decimal("800.00"), seen=seen, by=user)
    enter_opening_balance(people.cluster, amount=Decimal("1100.00"), by=people.sara)
    enter_opening_balance(people.other_cluster, amount=Decimal("-300.00"), by=people.sara)
    with pytest.raises(Refused, match="Listen er ændret"):
        confirm_openings(control_sum=Decimal("800.00"), seen=seen, by=people.sune)
    client.force_login(people.sune)
    address = reverse("admin:clusters_account_openings")
    mark = waiting_openings(people.sune).mark
    shown = client.get(address).content.decode().replace("\xa0", " ")
    assert f'value="{mark}"' in shown and "Bekræft 2 åbningssaldi" in shown
    wrong = client.post(address, {"amount": "800,01", "seen": mark})
    assert wrong.status_code == 409 and "Find forskellen" in wrong.content.decode()
    assert not Account.objects.filter(opening_confirmed_at__isnull=False).exists()
    assert client.post(address, {"amount": "800", "seen": mark}).status_code == 302
    assert Account.objects.filter(opening_confirmed_by=people.sune).count() == 2
    assert "Ingen åbningssaldo venter på dig." in client.get(address).content.decode()
