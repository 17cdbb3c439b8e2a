"""What a cluster may still spend: unknown is not nil, and an old overdraft is nothing to spend of."""

from decimal import Decimal

import pytest

from expenses.selectors.funds import available_of
from tests.factories.clusters import confirm_opening, fund
from tests.people import People, make_people


@pytest.fixture
def people(db) -> People:
    return make_people()


def test_nothing_is_said_before_the_balance_is_confirmed(people: People) -> None:
    fund(people.cluster, "100.00", by=people.sara)
    assert available_of(people.cluster.pk) is None


@pytest.mark.parametrize(
    ("opening", "paid_in", "left"),
    [("1000.00", "0.01", "1000.01"), ("-500.00", "0.01", "0.00"), ("-500.00", "600.00", "100.00")],
)
def test_what_has_come_in_may_be_spent(people: People, opening: str, paid_in: str, left: str) -> None:
    """An overdrawn account is paid back first: up to nil the floor follows what comes in."""
    confirm_opening(people, opening)
    fund(people.cluster, paid_in, by=people.sara)
    assert available_of(people.cluster.pk) == Decimal(left)
