"""Acts that begin at the same instant: one outcome, one story, never an error page."""

import itertools
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import psycopg
import pytest
from django.test import Client
from django.urls import reverse

from approvals.actions.approve_voucher import approve_voucher
from approvals.actions.endorse_voucher import endorse_voucher
from approvals.actions.reject_voucher import reject_voucher
from approvals.actions.return_voucher import return_voucher
from approvals.actions.send_back_voucher import send_back_voucher
from approvals.actions.undo_approval import undo_approval
from approvals.enums import Verdict
from approvals.models import Decision
from clusters.models import Movement
from expenses.actions.reopen_voucher import reopen_voucher
from expenses.actions.submit_voucher import submit_voucher
from expenses.actions.withdraw_voucher import withdraw_voucher
from expenses.models import Voucher
from expenses.selectors.content import seen_mark
from expenses.states import STEP, VoucherState
from klyngeokonomi.development.fault_plans import during
from klyngeokonomi.refused import Refused
from tests.at_once import at_once
from tests.factories.clusters import fund
from tests.factories.expenses import voucher_at
from tests.hold.invariants import broken_invariants
from tests.hold.sabotage import without_row_locks, without_trigger
from tests.people import People, make_people

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("quick_papers")]


@pytest.fixture
def people(no_second_factor: None) -> People:
    people = make_people()
    fund(people.cluster, "100000.00", by=people.sara)
    return people


def meeting_point(seconds: float = 0.4) -> Callable[[], None]:
    """Where two threads wait for each other; alone, one goes on when the time is up."""
    barrier = threading.Barrier(2)

    def meet() -> None:
        try:
            barrier.wait(seconds)
        except threading.BrokenBarrierError:
            barrier.reset()

    return meet


DOORS = {
    Verdict.ENDORSE: (VoucherState.SUBMITTED, "karen", "approvals:endorse"),
    Verdict.APPROVE: (VoucherState.ENDORSED, "sara", "admin:approvals_voucherreview_approve"),
}


def double_click(people: People, verdict: Verdict) -> tuple[list[int], Voucher]:
    """Two presses of the same button on the same page; both are past the checks when nothing holds them apart."""
    state, name, address = DOORS[verdict]
    voucher = voucher_at(state, people)
    client = Client()
    client.force_login(getattr(people, name))
    press = partial(client.post, reverse(address, args=[voucher.pk]), {"seen": seen_mark(voucher)})
    with during({f"{verdict.value}.checked": meeting_point()}):
        answers = at_once([press, press])
    return sorted(answer.status_code for answer in answers), voucher


@pytest.mark.case("T001")
@pytest.mark.parametrize("verdict", DOORS)
def test_a_double_click_is_one_decision_and_one_movement(people: People, verdict: Verdict) -> None:
    statuses, voucher = double_click(people, verdict)
    assert statuses == [302, 409]
    assert Decision.objects.filter(verdict=verdict).count() == 1
    assert Movement.objects.filter(reference__startswith=f"voucher:{voucher.pk}:").count() == 1


@pytest.mark.twin("T001")
@pytest.mark.parametrize("verdict", DOORS)
def test_without_row_locks_a_double_click_decides_twice(
    people: People, verdict: Verdict, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_row_locks(monkeypatch)
    statuses, _ = double_click(people, verdict)
    assert statuses == [302, 302]
    assert Decision.objects.filter(verdict=verdict).count() == 2
    assert broken_invariants() != []


Act = tuple[str, Callable[..., Any], str, tuple[VoucherState, ...]]
"""A verb, its action, who does it, and the states in which it is theirs to do."""
SUBMITTED, ENDORSED, APPROVED = VoucherState.SUBMITTED, VoucherState.ENDORSED, VoucherState.APPROVED
DRAFT, RETURNED = VoucherState.DRAFT, VoucherState.RETURNED
ACTS: list[Act] = [
    ("submit", submit_voucher, "mette", (DRAFT, RETURNED)),
    ("withdraw", withdraw_voucher, "mette", (DRAFT, SUBMITTED, RETURNED)),
    ("reopen", reopen_voucher, "mette", (SUBMITTED, ENDORSED)),
    ("endorse", endorse_voucher, "karen", (SUBMITTED,)),
    ("return", partial(return_voucher, reason="Nej."), "karen", (SUBMITTED,)),
    ("reject", partial(reject_voucher, reason="Nej."), "karen", (SUBMITTED,)),
    ("approve", approve_voucher, "sara", (ENDORSED,)),
    ("return", partial(return_voucher, reason="Nej."), "sune", (ENDORSED,)),
    ("send_back", partial(send_back_voucher, reason="Nej."), "sune", (ENDORSED,)),
    ("reject", partial(reject_voucher, reason="Nej."), "sune", (ENDORSED,)),
    ("undo", partial(undo_approval, reason="Nej."), "sune", (APPROVED,)),
]
PAIRS = [
    (state, first, second)
    for state in (DRAFT, SUBMITTED, ENDORSED)
    for first, second in itertools.combinations([act for act in ACTS if state in act[3]], 2)
]


def one_after_the_other(state: VoucherState, *acts: Act) -> tuple[dict[int, bool], VoucherState]:
    """Who succeeds, by the act's identity, and where the voucher ends, by the table alone."""
    succeeded = {}
    for act in acts:
        succeeded[id(act)] = state in act[3]
        state = STEP[act[0]].to_state if succeeded[id(act)] else state
    return succeeded, state


def race(
    people: People, state: VoucherState, first: Act, second: Act
) -> tuple[dict[int, bool], VoucherState]:
    """The two acts at the same instant: who succeeded, and where the voucher ended. The loser gets a sentence."""
    voucher = voucher_at(state, people)
    outcomes = at_once([partial(act[1], voucher, by=getattr(people, act[2])) for act in (first, second)])
    for outcome in outcomes:
        if isinstance(outcome, Exception):
            assert isinstance(outcome, Refused), outcome
            assert "Bilaget er" in str(outcome) or "koordinator" in str(outcome) or "Det kan" in str(outcome)
    voucher.refresh_from_db()
    won = {
        id(act): not isinstance(one, Exception) for act, one in zip((first, second), outcomes, strict=True)
    }
    return won, VoucherState(voucher.state)


@pytest.mark.case("T004", "T016")
def test_every_pair_of_acts_ends_as_if_one_came_after_the_other(people: People) -> None:
    assert len(PAIRS) == 21
    for state, first, second in PAIRS:
        possible = [
            one_after_the_other(state, first, second),
            one_after_the_other(state, second, first),
        ]
        assert race(people, state, first, second) in possible, (state, first[0], second[0])


@pytest.mark.twin("T004")
def test_without_row_locks_and_guard_both_win_from_the_same_state(
    people: People, monkeypatch: pytest.MonkeyPatch, owner: psycopg.Connection
) -> None:
    without_row_locks(monkeypatch)
    approve, reject = ACTS[6], ACTS[9]
    with (
        without_trigger(owner, "expenses_voucher", "expenses_voucher_guard"),
        during({"approve.checked": (meet := meeting_point()), "turn_down.decided": meet}),
    ):
        won, _ = race(people, VoucherState.ENDORSED, approve, reject)
    assert set(won.values()) == {True}
    assert any("passer ikke med dem før den" in sentence for sentence in broken_invariants())
