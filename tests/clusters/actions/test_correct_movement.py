"""A movement that was wrong is reversed with a reason, by two people, and only where the books allow it by hand."""

from decimal import Decimal

import pytest
from django.urls import reverse

from clusters.actions.correct_movement import carry_out_correction, enter_correction, withdraw_correction
from clusters.ledger.checks import check_ledger
from clusters.ledger.reservation import reserve
from clusters.models import Account, Correction, Movement
from klyngeokonomi.refused import Refused
from tests.factories.clusters import confirm_opening, fund
from tests.people import People, make_people


@pytest.fixture
def people(db: None) -> People:
    return make_people()


def test_one_asks_and_another_does_it(people: People) -> None:
    paid = fund(people.cluster, "500.00", by=people.sara)
    correction = enter_correction(paid, reason="Regionen betalte to gange", by=people.sara)
    with pytest.raises(Refused, match="Du har selv indtastet det her"):
        carry_out_correction(correction, by=people.sara)
    carry_out_correction(correction, by=people.sune)
    opposite = Movement.objects.get(reverses=paid)
    assert (opposite.text, opposite.reference, opposite.by) == (
        "Modpostering af nr. 1: Regionen betalte to gange",
        f"correction:{correction.pk}",
        people.sune,
    )
    assert Account.objects.get(cluster=people.cluster).available == Decimal("0.00")
    for movement, sentence in ((paid, "allerede modposteret"), (opposite, "kan ikke selv modposteres")):
        with pytest.raises(Refused, match=sentence):
            enter_correction(movement, reason="Igen", by=people.sara)
    assert list(check_ledger()) == []


def test_what_cannot_be_corrected_by_hand(people: People) -> None:
    confirm_opening(people, "100.00")
    paid = fund(people.cluster, "500.00", by=people.sara)
    kept = reserve(people.cluster.pk, "voucher:1", Decimal("300.00"), text="Bilag", by=people.karen)
    with pytest.raises(Refused, match="rettes på bilaget"):
        enter_correction(kept, reason="Nej", by=people.sara)
    with pytest.raises(Refused, match="Skriv, hvorfor"):
        enter_correction(paid, reason=" ", by=people.sara)
    with pytest.raises(Refused, match="klyngesekretariat"):
        enter_correction(paid, reason="Nej", by=people.karen)
    spent = enter_correction(paid, reason="Forkert", by=people.sara)
    with pytest.raises(
        Refused, match=r"Der er 300,00 kr\. til rådighed hos Klynge Prøveby\. Bevægelsen på 500,00 kr\."
    ):
        carry_out_correction(spent, by=people.sune)
    withdraw_correction(spent, by=people.sune)
    assert Movement.objects.count() == 3


def test_the_button_stands_at_the_movement(client, people: People, settings) -> None:
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    paid = fund(people.cluster, "500.00", by=people.sara)
    client.force_login(people.sara)
    own = reverse("admin:clusters_movement_change", args=[paid.pk])
    add = f"{reverse('admin:clusters_correction_add')}?movement={paid.pk}"
    page = client.get(own).content.decode().replace("\xa0", " ")
    assert f'href="{add}"' in page and '<div class="readonly">500,00 kr.</div>' in page
    assert "Modpostér Klynge Prøveby nr. 1" in client.get(add).content.decode()
    assert client.post(add, {"movement": paid.pk, "reason": "Betalt to gange"}).status_code == 302
    correction = Correction.objects.get()
    assert "En rettelse venter på en anden" in client.get(own).content.decode()
    client.force_login(people.sune)
    shown = client.get(reverse("admin:clusters_correction_change", args=[correction.pk])).content.decode()
    assert "<button>Modpostér</button>" in shown and "Betalt to gange" in shown
    client.post(reverse("admin:clusters_correction_confirm", args=[correction.pk]))
    assert Movement.objects.filter(reverses=paid).exists()
    assert "allerede modposteret" in client.get(own).content.decode()
