"""Money between clusters: two people, two movements or none, never below the floor, and no deadlock when they cross."""

from decimal import Decimal
from functools import partial

import pytest
from django.db import connection

from clusters.actions.correct_movement import carry_out_correction, enter_correction
from clusters.actions.set_opening_balance import confirm_opening_balance, enter_opening_balance
from clusters.actions.transfer_money import carry_out_transfer, enter_transfer, withdraw_transfer
from clusters.enums import TransferCause
from clusters.ledger.checks import check_ledger
from clusters.ledger.pairs import check_pairs
from clusters.models import Account, Cluster, Movement, Transfer
from klyngeokonomi.audit.models import Record
from klyngeokonomi.refused import Refused
from tests.at_once import at_once
from tests.people import People, make_people


def funded(people: People) -> People:
    """1,000 kr. at each cluster, confirmed."""
    for cluster in (people.cluster, people.other_cluster):
        enter_opening_balance(cluster, amount=Decimal("1000.00"), by=people.sara)
        confirm_opening_balance(cluster, amount=Decimal("1000.00"), by=people.sune)
    return people


@pytest.fixture
def people(db: None) -> People:
    return funded(make_people())


def entered(people: People, amount: str = "400.00", *, back: bool = False) -> Transfer:
    giver, receiver = people.cluster, people.other_cluster
    if back:
        giver, receiver = receiver, giver
    return enter_transfer(
        giver,
        receiver=receiver,
        amount=Decimal(amount),
        cause=TransferCause.MERGE,
        reason="Klyngerne lægges sammen 1. juli",
        by=people.sara,
    )


def available(cluster: Cluster) -> Decimal:
    return Account.objects.get(cluster=cluster).available


def proven() -> list[str]:
    return [*check_ledger(), *check_pairs()]


def test_another_carries_it_out_and_both_accounts_say_so(people: People) -> None:
    transfer = entered(people)
    assert available(people.cluster) == Decimal("1000.00")
    with pytest.raises(Refused, match="Du har selv indtastet det her"):
        carry_out_transfer(transfer, by=people.sara)
    for user in (people.karen, people.rikke):
        with pytest.raises(Refused, match="klyngesekretariat"):
            carry_out_transfer(transfer, by=user)
    carry_out_transfer(transfer, by=people.sune)
    assert (available(people.cluster), available(people.other_cluster)) == (
        Decimal("600.00"),
        Decimal("1400.00"),
    )
    pair = Movement.objects.filter(kind="transfer").order_by("pk").values_list("reference", "text")
    assert list(pair) == [
        (f"transfer:{transfer.pk}:out", "Overført til Klynge Andenby (sammenlægning)"),
        (f"transfer:{transfer.pk}:in", "Overført fra Klynge Prøveby (sammenlægning)"),
    ]
    with pytest.raises(Refused, match="allerede svaret"):
        carry_out_transfer(transfer, by=people.sune)
    assert Record.objects.filter(act="transfer_done").count() == 2
    assert proven() == []


def test_never_below_what_the_giver_has_nor_from_an_unknown_balance(people: People) -> None:
    transfer = entered(people, "1000.01")
    with pytest.raises(
        Refused,
        match=r"Der er 1\.000,00 kr\. til rådighed hos Klynge Prøveby\. Der kan ikke overføres 1\.000,01",
    ):
        carry_out_transfer(transfer, by=people.sune)
    carry_out_transfer(entered(people, "1000.00"), by=people.sune)
    withdraw_transfer(transfer, by=people.sara)
    unknown = Cluster.objects.create(number="903", name="Ny", slug="ny", active_from="2026-01-01")
    given = {"receiver": people.cluster, "amount": Decimal("1.00"), "cause": TransferCause.SPLIT}
    nothing = enter_transfer(unknown, **given, reason="Deling", by=people.sara)
    with pytest.raises(Refused, match="Åbningssaldoen for Ny er ikke bekræftet"):
        carry_out_transfer(nothing, by=people.sune)
    assert Movement.objects.filter(kind="transfer").count() == 2 and proven() == []


def test_a_transfer_is_reversed_whole_by_two(people: People) -> None:
    carry_out_transfer(entered(people), by=people.sune)
    incoming = Movement.objects.get(reference__endswith=":in")
    correction = enter_correction(incoming, reason="Forkert klynge", by=people.sara)
    outgoing = Movement.objects.get(reference__endswith=":out")
    with pytest.raises(Refused, match="venter allerede en rettelse"):
        enter_correction(outgoing, reason="Samme", by=people.sune)
    carry_out_correction(correction, by=people.sune)
    assert available(people.cluster) == available(people.other_cluster) == Decimal("1000.00")
    assert proven() == []


def test_the_books_tell_when_one_half_is_missing(people: People) -> None:
    """A transfer carried out without its movements; the database lets only the migrating owner do worse."""
    transfer = entered(people)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE clusters_transfer SET confirmed_at = now(), confirmed_by_id = %s WHERE id = %s",
            [people.sune.pk, transfer.pk],
        )
    assert proven() == [f"Overførsel {transfer.pk}: de to bevægelser svarer ikke til den."]


@pytest.mark.django_db(transaction=True)
def test_two_that_cross_at_once_both_go_through() -> None:
    people = funded(make_people())
    acts = [
        partial(carry_out_transfer, one, by=people.sune)
        for back in (False, True)
        for one in (entered(people, "10.00", back=back), entered(people, "10.00", back=back))
    ]
    acts += [acts[0]]
    outcomes = at_once(acts)
    assert sorted(type(one).__name__ for one in outcomes) == ["Refused"] + ["Transfer"] * 4
    assert available(people.cluster) == available(people.other_cluster) == Decimal("1000.00")
    assert proven() == []
