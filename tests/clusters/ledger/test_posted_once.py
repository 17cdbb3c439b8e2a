"""A movement is posted once for its reference and reversed once, whoever tries and however often."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clusters.enums import Bucket, MovementKind
from clusters.ledger import post as ledger
from clusters.ledger.checks import check_ledger
from clusters.ledger.post import post, reverse
from clusters.models import Account, Movement
from klyngeokonomi.refused import Refused
from tests.at_once import at_once
from tests.factories.clusters import confirm_opening, fund
from tests.hold.sabotage import replace_everywhere, without_constraint, without_trigger
from tests.people import People, make_people

RAW = """
INSERT INTO clusters_movement (cluster_id, number, kind, from_bucket, to_bucket, amount, booked_on, text, reference,
    reverses_id, posted_at, by_id, available_after, reserved_after, paid_after)
SELECT cluster_id, number + 1000, kind, to_bucket, from_bucket, amount + %s, booked_on, text, reference || ':omvendt',
    id, now(), by_id, 0, 0, 0 FROM clusters_movement WHERE id = %s
"""
"""The opposite of a movement, or nearly, straight into the table."""


@pytest.fixture
def people(db: None) -> People:
    return make_people()


def pay_in(people: People, amount: str | Decimal = "100.00", reference: str = "correction:1") -> Movement:
    return post(
        people.cluster,
        Decimal(amount),
        kind=MovementKind.CORRECTION,
        source=Bucket.OUTSIDE,
        target=Bucket.AVAILABLE,
        reference=reference,
        text="Rettelse",
        by=people.sara,
    )


def turn_round(people: People, movement: Movement, reference: str) -> Movement:
    return reverse(
        movement, reference=reference, text="Modpostering", by=people.sara, kind=MovementKind.CORRECTION
    )


def available(people: People) -> Decimal:
    return Account.objects.get(cluster=people.cluster).available


@pytest.mark.case("T010")
def test_the_same_reference_for_another_amount_is_refused(people: People) -> None:
    pay_in(people)
    with pytest.raises(Refused, match="allerede bogført noget andet"):
        pay_in(people, "250.00")
    assert available(people) == Decimal("100.00")


@pytest.mark.case("T010")
@pytest.mark.django_db(transaction=True)
def test_one_reference_eight_times_at_once_is_one_movement() -> None:
    people = make_people()
    assert len(set(at_once([partial(pay_in, people)] * 8))) == 1
    assert (available(people), Movement.objects.count()) == (Decimal("100.00"), 1)


@pytest.mark.twin("T010")
def test_without_the_look_the_table_refuses_and_without_both_it_is_posted_twice(
    owner: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = make_people()
    monkeypatch.setattr(ledger, "posted", lambda _: None)
    pay_in(people)
    with pytest.raises(IntegrityError, match="reference"):
        pay_in(people)
    with without_constraint(owner, "clusters_movement", _unique_on(owner, "reference")):
        pay_in(people)
        assert available(people) == Decimal("200.00")


@pytest.mark.case("T011")
def test_a_movement_is_reversed_once_and_a_reversal_never(people: People) -> None:
    movement = pay_in(people)
    opposite = turn_round(people, movement, "correction:1:back")
    assert turn_round(people, movement, "correction:1:back") == opposite
    for target in (movement, opposite):
        with pytest.raises(Refused, match=r"modposteret|modposteres"):
            turn_round(people, target, "correction:1:again")
    assert (available(people), Movement.objects.count()) == (Decimal("0.00"), 2)


@pytest.mark.case("T011")
@pytest.mark.parametrize("off", ["0.01", "-0.01"])
def test_the_table_takes_no_reversal_that_is_not_the_exact_opposite(people: People, off: str) -> None:
    movement = pay_in(people)
    with (
        connection.cursor() as cursor,
        pytest.raises(IntegrityError, match="exact opposite"),
        transaction.atomic(),
    ):
        cursor.execute(RAW, [Decimal(off), movement.pk])
    opposite = turn_round(people, movement, "correction:1:back")
    with connection.cursor() as cursor:
        with pytest.raises(IntegrityError, match="exact opposite"), transaction.atomic():
            cursor.execute(RAW, [0, opposite.pk])
        with pytest.raises(IntegrityError, match="reverses_id"), transaction.atomic():
            cursor.execute(RAW, [0, movement.pk])


@pytest.mark.twin("T011")
def test_without_its_guards_one_movement_is_reversed_again_and_again(
    owner: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = make_people()
    movement = pay_in(people)
    monkeypatch.setattr(ledger, "why_not_reverse", lambda *_: None)
    turn_round(people, movement, "back:1")
    with pytest.raises(IntegrityError, match="reverses_id"):
        turn_round(people, movement, "back:2")
    with (
        without_constraint(owner, "clusters_movement", _unique_on(owner, "reverses_id")),
        without_trigger(owner, "clusters_movement", "clusters_movement_reversal"),
    ):
        turn_round(people, movement, "back:2")
        assert available(people) == Decimal("-100.00")


def _unique_on(owner: psycopg.Connection, column: str) -> str:
    found = owner.execute(
        "SELECT conname FROM pg_constraint WHERE contype = 'u' AND conrelid = 'clusters_movement'::regclass"
        " AND pg_get_constraintdef(oid) = %s",
        [f"UNIQUE ({column})"],
    )
    return found.fetchone()[0]


Try = tuple[str, int, Decimal]
TRIES = st.lists(
    st.tuples(
        st.sampled_from(["post", "reverse", "reverse the last"]),
        st.integers(1, 3),
        st.sampled_from([Decimal("0.01"), Decimal("100.00")]),
    ),
    max_size=12,
)


@pytest.mark.case("T010", "T011")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tries=TRIES)
def test_whatever_is_tried_each_reference_and_each_reversal_counts_once(
    people: People, tries: list[Try]
) -> None:
    mark = transaction.savepoint()
    first: dict[str, Decimal] = {}
    for verb, number, amount in tries:
        reference, movement = f"correction:{number}", Movement.objects.order_by("pk").last()
        try:
            if verb == "post":
                pay_in(people, amount, reference)
                first.setdefault(reference, amount)
            elif verb == "reverse" and reference in first:
                turn_round(people, Movement.objects.get(reference=reference), f"{reference}:back:{amount}")
                first.setdefault(f"{reference}:back", -first[reference])
            elif movement is not None:
                turn_round(people, movement, f"{movement.reference}:last")
                first.setdefault(f"{movement.reference}:back", -first[movement.reference])
        except Refused:
            continue
    account = Account.objects.filter(cluster=people.cluster).first()
    assert (account.available if account else Decimal("0.00")) == sum(first.values(), Decimal("0.00"))
    assert list(check_ledger()) == []
    transaction.savepoint_rollback(mark)


@pytest.mark.twin("T003")
def test_without_the_accounts_lock_all_take_what_one_could_have(
    owner: psycopg.Connection, monkeypatch: pytest.MonkeyPatch, together: Callable[[], None]
) -> None:
    people = make_people()
    fund(people.cluster, "1000.00", by=people.sara)
    confirm_opening(people)

    def unlocked(cluster: int) -> Account:
        account = Account.objects.get(cluster_id=cluster)
        together()
        return account

    def take(number: int) -> Movement:
        return post(
            people.cluster.pk,
            Decimal("400.00"),
            kind=MovementKind.RESERVE,
            source=Bucket.AVAILABLE,
            target=Bucket.RESERVED,
            reference=f"voucher:{number}:reserve:1",
            text="Samtidig",
            by=people.karen,
        )

    with without_constraint(owner, "clusters_movement", "clusters_movement_number"):
        replace_everywhere(monkeypatch, "lock_account", unlocked)
        taken = at_once([partial(take, number) for number in range(4)])
        assert [type(one).__name__ for one in taken] == ["Movement"] * 4
        assert available(people) == Decimal("600.00")
        assert any("bevægelserne giver -600,00" in said.replace("−", "-") for said in check_ledger())
