"""A process killed (SIGKILL) between the writes of an act leaves nothing of it behind."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from approvals.actions.run_fees import ask_fee_run
from approvals.enums import FeeRunState
from approvals.models import Decision, FeeRun, FeeStatement, FeeStatementLine, StatementPaper
from clusters.models import Account, Movement, User
from expenses.models import Move, Voucher, VoucherCounter
from expenses.states import VoucherState
from klyngeokonomi.audit.models import Record
from klyngeokonomi.outbox.models import Message
from tests.factories.clusters import fund
from tests.factories.expenses import voucher_at
from tests.factories.fees import a_month_ago, paid_fee
from tests.hold.invariants import broken_invariants
from tests.people import People, make_people
from tests.services import environment_for

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.services,
    pytest.mark.usefixtures("quick_papers"),
]
SUBMITTED, ENDORSED = VoucherState.SUBMITTED, VoucherState.ENDORSED
TURNED_DOWN = ("turn_down.decided", "turn_down.moved", "post.shifted", "turn_down.released")
POINTS = {
    "submit": (VoucherState.DRAFT, "mette", ("submit.numbered", "submit.moved"), SUBMITTED),
    "endorse": (
        SUBMITTED,
        "karen",
        ("endorse.checked", "endorse.decided", "endorse.moved", "post.shifted", "endorse.reserved"),
        ENDORSED,
    ),
    "approve": (
        ENDORSED,
        "sara",
        ("approve.checked", "approve.decided", "approve.moved"),
        VoucherState.APPROVED,
    ),
    "reject": (ENDORSED, "sara", TURNED_DOWN, VoucherState.REJECTED),
    "undo": (VoucherState.APPROVED, "sune", TURNED_DOWN, VoucherState.RETURNED),
}
"""For each act: from where, by whom, where it is killed, and where it leads when it is not."""

Do = Callable[..., int]


@pytest.fixture(scope="module")
def standing_acts(django_db_setup: None) -> Iterator[subprocess.Popen[str]]:
    """The process whose children do the acts, loaded once; `do` is the fixture to ask for."""
    name = connection.settings_dict["NAME"]
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.hold.acts_to_kill"],
        env={**os.environ, **environment_for(name)},
        cwd=settings.BASE_DIR,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    yield process
    process.stdin.close()
    process.wait(timeout=10)
    process.stdout.close()


@pytest.fixture
def do(standing_acts: subprocess.Popen[str]) -> Do:
    """Let a process do an act and die at a point; how it ended (-9: killed, 0: done)."""

    def order(action: str, voucher: Voucher, by: User, point: str = "", whole: bool = True) -> int:
        facts = {"action": action, "voucher": voucher.pk, "by": by.pk, "point": point, "whole": whole}
        facts["documents"] = str(settings.DOCUMENT_ROOT)
        standing_acts.stdin.write(json.dumps(facts) + "\n")
        standing_acts.stdin.flush()
        return int(standing_acts.stdout.readline())

    return order


@pytest.fixture
def people() -> People:
    people = make_people()
    fund(people.cluster, "100000.00", by=people.sara)
    return people


def everything(voucher: Voucher) -> list[Any]:
    """All that an act can leave behind."""
    tables = (Decision, Move, Movement, Message, Record)
    account = Account.objects.filter(cluster=voucher.cluster_id).values().first()
    state = Voucher.objects.values_list("state", "number", "version").get(pk=voucher.pk)
    return [state, account, list(VoucherCounter.objects.values()), *(one.objects.count() for one in tables)]


OFTEN, SELDOM = ("submit", "endorse", "approve", "undo"), ("reject",)
"""Acts that between them pass every point, and one that passes the same points as another, for `make long`."""


@pytest.mark.case("T015")
@pytest.mark.parametrize("acts", [OFTEN, pytest.param(SELDOM, marks=pytest.mark.long)])
def test_nothing_is_there_after_a_kill_at_any_point(people: People, do: Do, acts: tuple[str, ...]) -> None:
    for action in acts:
        state, name, points, end = POINTS[action]
        voucher, by = voucher_at(state, people), getattr(people, name)
        for point in points:
            before = everything(voucher)
            assert do(action, voucher, by, point) == -signal.SIGKILL, (action, point)
            assert everything(voucher) == before, (action, point)
        assert do(action, voucher, by) == 0
        assert Voucher.objects.get(pk=voucher.pk).state == end


@pytest.mark.case("T015", "T027")
def test_a_fee_run_killed_at_any_point_is_composed_once_and_told_of_once(people: People, do: Do) -> None:
    payment = paid_fee(people)
    run = ask_fee_run(a_month_ago(), by=people.sara)
    tables = (FeeStatement, FeeStatementLine, StatementPaper, Message, Record)
    for action, points, end in (
        ("compose", ("fees.issued", "fees.run_written"), FeeRunState.COMPOSED),
        ("finish", ("fees.done",), FeeRunState.DONE),
    ):
        for point in points:
            before = [FeeRun.objects.values().get(), *(one.objects.count() for one in tables)]
            assert do(action, payment.voucher, people.sara, point) == -signal.SIGKILL, point
            assert [FeeRun.objects.values().get(), *(one.objects.count() for one in tables)] == before
        for _ in range(2):
            assert do(action, payment.voucher, people.sara) == 0
        run.refresh_from_db()
        assert run.state == end
        StatementPaper.objects.update(state="failed", problem="Prøve.")
    assert FeeStatementLine.objects.get().payment == payment
    assert Message.objects.filter(key=f"fee_run:{run.pk}:done").count() == 1


@pytest.mark.twin("T015")
def test_without_its_transaction_a_killed_endorsement_leaves_a_state_without_money(
    people: People, do: Do
) -> None:
    voucher = voucher_at(SUBMITTED, people)
    assert do("endorse", voucher, people.karen, "endorse.moved", whole=False) == -signal.SIGKILL
    assert Voucher.objects.get(pk=voucher.pk).state == ENDORSED
    assert not Movement.objects.filter(reference__startswith=f"voucher:{voucher.pk}:").exists()
    assert any("reserveret, og har 0 reservationer" in said for said in broken_invariants())
