"""The ledger's door: every krone in two buckets, posted once, never below the floor."""

from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from clusters.enums import Bucket, MovementKind
from clusters.ledger.post import Posting, post, post_many, reverse
from clusters.ledger.reservation import live_reservation, release, reserve
from clusters.models import Account, Movement
from klyngeokonomi.refused import Refused
from tests.at_once import at_once
from tests.factories.clusters import confirm_opening, fund
from tests.people import People, make_people


@pytest.fixture
def people(db: None) -> People:
    return make_people()


def correct(people: People, amount: str, *, source: Bucket = Bucket.OUTSIDE) -> Movement:
    """A correction into the available bucket, always with the same reference."""
    return post(
        people.cluster,
        Decimal(amount),
        kind=MovementKind.CORRECTION,
        source=source,
        target=Bucket.AVAILABLE,
        reference="correction:1",
        text="Rettelse",
        by=people.sara,
    )


def balances(people: People) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    account = Account.objects.get(cluster=people.cluster)
    return account.outside, account.available, account.reserved, account.paid


def test_a_movement_leaves_one_bucket_and_enters_another(people: People) -> None:
    movement = fund(people.cluster, "1000.00", by=people.sara)
    assert balances(people) == (Decimal("-1000.00"), Decimal("1000.00"), Decimal("0.00"), Decimal("0.00"))
    assert movement.number == 1
    assert (movement.available_after, movement.reserved_after, movement.paid_after) == (
        Decimal("1000.00"),
        Decimal("0.00"),
        Decimal("0.00"),
    )


@pytest.mark.case("T010")
def test_the_same_reference_posts_once(people: People) -> None:
    first, again = (correct(people, "1000.00") for _ in range(2))
    assert again == first
    assert balances(people)[1] == Decimal("1000.00")


def test_reserving_the_last_krone_is_allowed_and_one_ore_more_is_not(people: People) -> None:
    fund(people.cluster, "1000.00", by=people.sara)
    confirm_opening(people)
    with pytest.raises(Refused, match=r"1\.000,00 kr\. til rådighed .* 1\.000,01 kr\."):
        reserve(people.cluster.pk, "voucher:1", Decimal("1000.01"), text="For meget", by=people.karen)
    reserve(people.cluster.pk, "voucher:2", Decimal("1000.00"), text="Alt", by=people.karen)
    assert balances(people) == (Decimal("-1000.00"), Decimal("0.00"), Decimal("1000.00"), Decimal("0.00"))


def test_an_unknown_balance_stops_nothing(people: People) -> None:
    reserve(people.cluster.pk, "voucher:1", Decimal("500.00"), text="Før saldoen kendes", by=people.karen)
    assert balances(people)[1] == Decimal("-500.00")


def test_a_released_reservation_may_come_round_again(people: People) -> None:
    fund(people.cluster, "1000.00", by=people.sara)
    for _ in range(2):
        reserve(people.cluster.pk, "voucher:1", Decimal("400.00"), text="Reserveret", by=people.karen)
        release(people.cluster.pk, "voucher:1", text="Frigivet", by=people.karen)
    assert live_reservation("voucher:1") is None
    assert list(Movement.objects.order_by("number").values_list("reference", flat=True)) == [
        f"allotment:{people.cluster.pk}:test",
        "voucher:1:reserve:1",
        "voucher:1:release:1",
        "voucher:1:reserve:2",
        "voucher:1:release:2",
    ]
    assert balances(people)[1] == Decimal("1000.00")


def test_reserving_and_releasing_twice_does_it_once(people: People) -> None:
    fund(people.cluster, "1000.00", by=people.sara)
    first = reserve(people.cluster.pk, "voucher:1", Decimal("400.00"), text="Reserveret", by=people.karen)
    assert reserve(people.cluster.pk, "voucher:1", Decimal("400.00"), text="Igen", by=people.karen) == first
    assert release(people.cluster.pk, "voucher:1", text="Frigivet", by=people.karen) is not None
    assert release(people.cluster.pk, "voucher:1", text="Frigivet", by=people.karen) is None
    assert balances(people)[1] == Decimal("1000.00")


@pytest.mark.case("T011")
def test_a_reversal_is_not_reversed(people: People) -> None:
    fund(people.cluster, "1000.00", by=people.sara)
    reserve(people.cluster.pk, "voucher:1", Decimal("400.00"), text="Reserveret", by=people.karen)
    opposite = release(people.cluster.pk, "voucher:1", text="Frigivet", by=people.karen)
    with pytest.raises(Refused):
        reverse(opposite, reference="x", text="x", by=people.sara, kind=MovementKind.CORRECTION)


@pytest.mark.parametrize("amount", ["0.00", "-1.00"])
def test_the_database_refuses_nothing_and_less_than_nothing(people: People, amount: str) -> None:
    with pytest.raises(IntegrityError, match="clusters_movement_above_zero"), transaction.atomic():
        correct(people, amount)


def test_the_database_refuses_a_move_to_where_it_came_from(people: People) -> None:
    with pytest.raises(IntegrityError, match="clusters_movement_two_buckets"), transaction.atomic():
        correct(people, "1.00", source=Bucket.AVAILABLE)


@pytest.mark.case("T003")
@pytest.mark.django_db(transaction=True)
def test_eight_at_once_take_only_what_is_there() -> None:
    """E7: 8 × 400 from 1000 lets exactly two through."""
    people = make_people()
    fund(people.cluster, "1000.00", by=people.sara)
    confirm_opening(people)
    takes = [
        partial(
            reserve,
            people.cluster.pk,
            f"voucher:{number}",
            Decimal("400.00"),
            text="Samtidig",
            by=people.karen,
        )
        for number in range(8)
    ]
    outcomes = at_once(takes)
    assert sum(isinstance(outcome, Movement) for outcome in outcomes) == 2
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 6
    assert balances(people) == (Decimal("-1000.00"), Decimal("200.00"), Decimal("800.00"), Decimal("0.00"))


@pytest.mark.django_db(transaction=True)
def test_the_same_reservation_eight_times_at_once_is_one() -> None:
    people = make_people()
    fund(people.cluster, "1000.00", by=people.sara)
    take = partial(
        reserve, people.cluster.pk, "voucher:1", Decimal("400.00"), text="Samtidig", by=people.karen
    )
    assert len(set(at_once([take] * 8))) == 1
    assert balances(people)[1:3] == (Decimal("600.00"), Decimal("400.00"))
    assert Movement.objects.filter(kind=MovementKind.RESERVE).count() == 1


def test_an_account_once_overdrawn_cannot_be_overdrawn_anew_when_money_has_come(people: People) -> None:
    confirm_opening(people, "-500.00")
    with pytest.raises(Refused):
        reserve(people.cluster.pk, "voucher:1", Decimal("0.01"), text="Intet tilbage", by=people.karen)
    fund(people.cluster, "200.00", by=people.sara)
    assert Account.objects.get().floor == Decimal("-300.00")
    fund(people.cluster, "1000.00", by=people.sara, payment="mere")
    assert Account.objects.get().floor == Decimal("0.00")
    with pytest.raises(Refused):
        reserve(people.cluster.pk, "voucher:1", Decimal("700.01"), text="For meget", by=people.karen)
    reserve(people.cluster.pk, "voucher:1", Decimal("700.00"), text="Alt", by=people.karen)
    release(people.cluster.pk, "voucher:1", text="Frigivet", by=people.karen)
    assert Account.objects.get().floor == Decimal("0.00")


def test_many_at_once_are_as_many_one_by_one(people: People, django_assert_num_queries: Any) -> None:
    fund(people.cluster, "1000.00", by=people.sara)
    confirm_opening(people)
    many = partial(
        post_many,
        people.cluster,
        kind=MovementKind.RESERVE,
        source=Bucket.AVAILABLE,
        target=Bucket.RESERVED,
        by=people.sara,
    )
    postings = [
        Posting(Decimal(amount), f"prøve:{amount}", "Prøve") for amount in ("100.00", "200.00", "300.00")
    ]
    first = many(postings[:1])
    with django_assert_num_queries(6):
        found = many(postings)
    assert found[0] == first[0]
    assert [str(one.available_after) for one in found] == ["900.00", "700.00", "400.00"]
    assert [one.number for one in found] == [first[0].number + place for place in range(3)]
    assert str(Account.objects.get(cluster=people.cluster).reserved) == "600.00"
    too_much = [Posting(Decimal("400.00"), "prøve:4", "Prøve"), Posting(Decimal("0.01"), "prøve:5", "Prøve")]
    with pytest.raises(Refused, match="til rådighed på klyngens konto"):
        many(too_much)
    with pytest.raises(Refused, match="allerede bogført noget andet"):
        many([Posting(Decimal("1.00"), "prøve:100.00", "Prøve")])
    assert Movement.objects.filter(reference__startswith="prøve").count() == 3
