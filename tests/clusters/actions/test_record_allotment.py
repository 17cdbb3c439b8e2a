"""The region's payment: once per cluster and payment, by the secretariat alone."""

from decimal import Decimal
from functools import partial

import pytest

from clusters.actions.record_allotment import record_allotment
from clusters.models import Account, Movement
from klyngeokonomi.audit.models import Record
from klyngeokonomi.refused import Refused
from tests.at_once import at_once
from tests.people import People, make_people


@pytest.fixture
def people(db: None) -> People:
    return make_people()


def test_it_is_booked_and_logged(people: People) -> None:
    movement = record_allotment(people.cluster, amount=Decimal("175200.00"), payment="2026", by=people.sara)
    assert (movement.amount, movement.text) == (Decimal("175200.00"), "Regionens indbetaling 2026")
    assert Account.objects.get(cluster=people.cluster).available == Decimal("175200.00")
    assert Record.objects.get(act="allotment_recorded").text == "2026: 175.200,00 kr."


def test_the_same_payment_is_refused_the_second_time_whatever_the_amount(people: People) -> None:
    record_allotment(people.cluster, amount=Decimal("100.00"), payment="2026", by=people.sara)
    with pytest.raises(Refused, match=r"allerede bogført med 100,00 kr\."):
        record_allotment(people.cluster, amount=Decimal("200.00"), payment=" 2026 ", by=people.sune)
    record_allotment(people.other_cluster, amount=Decimal("200.00"), payment="2026", by=people.sara)
    assert Movement.objects.count() == 2


@pytest.mark.parametrize(("amount", "payment"), [("0.00", "2026"), ("-0.01", "2026"), ("1.00", " ")])
def test_nothing_and_nameless_is_refused(people: People, amount: str, payment: str) -> None:
    with pytest.raises(Refused):
        record_allotment(people.cluster, amount=Decimal(amount), payment=payment, by=people.sara)


def test_nobody_else_books_it(people: People) -> None:
    for user in (people.mette, people.karen, people.dorte, people.frede, people.rikke):
        with pytest.raises(Refused, match="klyngesekretariat"):
            record_allotment(people.cluster, amount=Decimal("1.00"), payment="2026", by=user)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_book_one() -> None:
    people = make_people()
    acts = [
        partial(record_allotment, people.cluster, amount=Decimal("100.00"), payment="2026", by=user)
        for user in (people.sara, people.sune)
    ]
    assert sorted(type(outcome).__name__ for outcome in at_once(acts)) == ["Movement", "Refused"]
    assert Account.objects.get(cluster=people.cluster).available == Decimal("100.00")
