"""The opening balance: two people, the same amount, and a floor from then on."""

from decimal import Decimal

import pytest

from clusters.actions.set_opening_balance import confirm_opening_balance, enter_opening_balance
from clusters.ledger.checks import check_ledger
from clusters.ledger.reservation import reserve
from clusters.models import Account
from klyngeokonomi.refused import Refused
from tests.people import People, make_people


@pytest.fixture
def people(db: None) -> People:
    return make_people()


def test_it_is_known_only_when_a_second_person_types_the_same(people: People) -> None:
    enter_opening_balance(people.cluster, amount=Decimal("500.00"), by=people.sara)
    assert not Account.objects.get(cluster=people.cluster).is_known
    with pytest.raises(Refused, match="En kollega"):
        confirm_opening_balance(people.cluster, amount=Decimal("500.00"), by=people.sara)
    with pytest.raises(Refused, match="ikke det samme"):
        confirm_opening_balance(people.cluster, amount=Decimal("500.01"), by=people.sune)
    account = confirm_opening_balance(people.cluster, amount=Decimal("500.00"), by=people.sune)
    assert (account.is_known, account.available, account.floor) == (True, Decimal("500.00"), Decimal("0.00"))
    with pytest.raises(Refused, match="bekræftet"):
        enter_opening_balance(people.cluster, amount=Decimal("1.00"), by=people.sara)


def test_entered_again_it_replaces_what_stood_and_both_are_seen(people: People) -> None:
    enter_opening_balance(people.cluster, amount=Decimal("500.00"), by=people.sara)
    enter_opening_balance(people.cluster, amount=Decimal("-40.00"), by=people.sara)
    assert Account.objects.get(cluster=people.cluster).available == Decimal("-40.00")
    assert people.cluster.movements.count() == 3
    assert list(check_ledger()) == []


def test_nil_may_be_confirmed_too(people: People) -> None:
    enter_opening_balance(people.cluster, amount=Decimal("0.00"), by=people.sara)
    assert confirm_opening_balance(people.cluster, amount=Decimal("0.00"), by=people.sune).is_known
    assert people.cluster.movements.count() == 0


def test_an_overdrawn_account_keeps_its_true_figure_and_lets_nothing_more_out(people: People) -> None:
    reserve(people.cluster.pk, "voucher:1", Decimal("300.00"), text="Før saldoen kendes", by=people.karen)
    enter_opening_balance(people.cluster, amount=Decimal("100.00"), by=people.sara)
    account = confirm_opening_balance(people.cluster, amount=Decimal("100.00"), by=people.sune)
    assert (account.available, account.floor) == (Decimal("-200.00"), Decimal("-200.00"))
    with pytest.raises(Refused):
        reserve(people.cluster.pk, "voucher:2", Decimal("0.01"), text="En øre", by=people.karen)
    assert list(check_ledger()) == []


def test_nobody_else_enters_or_confirms(people: People) -> None:
    for user in (people.mette, people.karen, people.frede, people.rikke):
        with pytest.raises(Refused):
            enter_opening_balance(people.cluster, amount=Decimal("1.00"), by=user)
        with pytest.raises(Refused):
            confirm_opening_balance(people.cluster, amount=Decimal("1.00"), by=user)
