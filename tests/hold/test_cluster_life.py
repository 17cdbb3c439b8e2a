"""Random long lives of a cluster. With HOLD_STEPS=10 in the environment there are ten times as many of them."""

import os
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from clusters.enums import Bucket
from clusters.ledger import post
from clusters.models import Account
from expenses.policy import insufficient_funds, rules
from tests.factories.clusters import confirm_opening
from tests.factories.papers import paper
from tests.factories.payments import paying_account
from tests.hold.cluster_life import ClusterLife
from tests.hold.paying_life import PayingLife
from tests.people import make_people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_papers")]
TIMES = int(os.environ.get("HOLD_STEPS", "1"))
UNASKED = tuple(rule for rule in rules.RULES if rule[0] != insufficient_funds.RULE)
"""The rules but the one that refuses before the account does."""
LIVES, STEPS, PAPERS = 6 * TIMES, 20, 8


@pytest.fixture
def life(request: pytest.FixtureRequest) -> type[ClusterLife]:
    """A cluster with a confirmed account of nil, papers enough for its vouchers, and an account to pay from."""
    people = make_people()
    confirm_opening(people)
    paying_account()
    papers = [paper(people.mette, shade=shade) for shade in range(1, PAPERS + 1)]
    return type("Life", (getattr(request, "param", ClusterLife),), {"people": people, "papers": papers})


def live(life: type[ClusterLife], lives: int, *phases: Phase, same: bool = False) -> None:
    """`same` lives every time the test runs, up to the first that breaks."""
    run_state_machine_as_test(
        life,
        settings=settings(
            max_examples=lives,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            phases=phases,
            print_blob=True,
            derandomize=same,
            report_multiple_bugs=not same,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.case("T020")
@pytest.mark.parametrize("life", [PayingLife], indirect=True)
def test_whatever_happens_the_books_hold(life: type[ClusterLife]) -> None:
    live(life, LIVES, Phase.generate, Phase.shrink)


@pytest.mark.twin("T020")
def test_with_the_floor_taken_away_a_life_is_found_that_overdraws(
    life: type[ClusterLife], monkeypatch: pytest.MonkeyPatch
) -> None:
    def bottomless(account: Account, amount: Decimal, *, source: Bucket, target: Bucket) -> None:
        setattr(account, source, getattr(account, source) - amount)
        setattr(account, target, getattr(account, target) + amount)
        account.floor = min(account.floor, account.available)

    monkeypatch.setattr(post, "_shift", bottomless)
    monkeypatch.setattr(rules, "RULES", UNASKED)
    life.opening = "150.00"
    with pytest.raises(AssertionError, match="below nil"):
        live(life, 40, Phase.generate, same=True)
