"""Every verb in every state by every role, posted to its address: done as the table says, or refused and kept."""

import html
import re
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from approvals.models import Decision
from clusters.models import User
from expenses.models import Voucher
from expenses.selectors.content import last_move, seen_mark
from expenses.states import STEP, STEPS, VoucherState
from klyngeokonomi import act
from klyngeokonomi.audit.models import Record
from klyngeokonomi.audit.record import record
from tests.factories.clusters import fund
from tests.factories.expenses import voucher_at
from tests.hold.access_walk import sign_in
from tests.hold.invariants import broken_invariants
from tests.people import People, make_people

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("quick_papers", "no_second_factor", "not_found_drawn_once"),
]

DRAFT, SUBMITTED, ENDORSED = VoucherState.DRAFT, VoucherState.SUBMITTED, VoucherState.ENDORSED
APPROVED, RETURNED = VoucherState.APPROVED, VoucherState.RETURNED
ROLES = ("mette", "bo", "karen", "sara", "rikke", "frede")
"""Owner, another of the cluster, coordinator, secretariat, auditor, stranger."""
LIKE_OTHERS = ("dorte", "ove")
"""A deputy may what the coordinator may, and who has left what a stranger may: they are tried where most is open."""

WHERE_SHUT = ("mette", "karen", "sara", "frede")
"""Where no verb leads on from the state, those whom some door is for are tried, and a stranger."""


@dataclass(frozen=True)
class Door:
    """Where a verb is posted to, who may, and in which states."""

    verb: str
    address: str
    roles: tuple[str, ...]
    states: tuple[VoucherState, ...]


OWNER, CLUSTER, PLO = ("mette",), ("karen", "dorte"), ("sara",)
DOORS = (
    Door("submit", "expenses:voucher_payee", OWNER, (DRAFT, RETURNED)),
    Door("withdraw", "expenses:voucher_withdraw", OWNER, (DRAFT, SUBMITTED, RETURNED)),
    Door("reopen", "expenses:voucher_reopen", OWNER, (SUBMITTED, ENDORSED)),
    Door("endorse", "approvals:endorse", CLUSTER, (SUBMITTED,)),
    Door("return", "approvals:return", CLUSTER, (SUBMITTED,)),
    Door("reject", "approvals:reject", CLUSTER, (SUBMITTED,)),
    Door("approve", "admin:approvals_voucherreview_approve", PLO, (ENDORSED,)),
    Door("return", "admin:approvals_voucherreview_return", PLO, (ENDORSED,)),
    Door("send_back", "admin:approvals_voucherreview_send_back", PLO, (ENDORSED,)),
    Door("reject", "admin:approvals_voucherreview_reject", PLO, (ENDORSED,)),
    Door("undo", "admin:approvals_voucherreview_undo", PLO, (APPROVED,)),
)


@pytest.fixture
def people() -> People:
    people = make_people()
    fund(people.cluster, "100000.00", by=people.sara)
    return people


def signed_in(user: User) -> Client:
    client = Client()
    sign_in(client, user)
    return client


def typed_on(voucher: Voucher) -> dict[str, str]:
    """All that any of the doors' forms asks for, with the marks of the voucher as it stands."""
    return {
        "seen": seen_mark(voucher),
        "reason": "Prøvet fra adressen.",
        "send": "1",
        "account": str(voucher.payee_account_id),
        "after": str(last_move(voucher)),
    }


def posted(
    client: Client, door: Door, voucher: Voucher, typed: dict[str, str] | None = None
) -> tuple[int, str]:
    """Status, and the page that came with it."""
    answer = client.post(reverse(door.address, args=[voucher.pk]), typed or typed_on(voucher))
    return answer.status_code, html.unescape(answer.content.decode())


OF_RUNS = {"schedule", "unschedule", "pay", "settle", "bounce"}
"""What a payment run and the bank do to many at once: no voucher has an address for it."""


def test_every_verb_has_a_door_and_every_step_of_the_table_somebody() -> None:
    assert {door.verb for door in DOORS} == set(STEP) - OF_RUNS
    for step in STEPS:
        if step.verb in OF_RUNS:
            continue
        assert {one for door in DOORS if door.verb == step.verb for one in door.states} == set(
            step.from_states
        )


def by_turns(state: VoucherState) -> Any:
    """The states that wait for somebody's decision are tried always, the others in `make long`."""
    return pytest.param(state, marks=[] if state in (SUBMITTED, ENDORSED) else pytest.mark.long)


@pytest.mark.case("T008")
@pytest.mark.parametrize("state", map(by_turns, VoucherState))
def test_what_the_table_does_not_let_through_is_refused_and_kept(people: People, state: VoucherState) -> None:
    voucher = voucher_at(state, people)
    typed = typed_on(voucher)
    is_open = any(state in door.states for door in DOORS)
    for name in (*ROLES, *(LIKE_OTHERS if state == SUBMITTED else ())) if is_open else WHERE_SHUT:
        user = getattr(people, name)
        client = signed_in(user)
        for door in DOORS:
            mark = transaction.savepoint()
            status, page = posted(client, door, voucher, typed)
            now = Voucher.objects.get(pk=voucher.pk).state
            kept = list(Record.objects.filter(act="act_refused", by=user).values_list("text", flat=True))
            transaction.savepoint_rollback(mark)
            cell = (name, state, door.address, status, kept)
            if name in door.roles and state in door.states:
                assert (status, now, kept) == (302, STEP[door.verb].to_state, []), cell
            elif (name, door.verb, state) == ("mette", "submit", SUBMITTED):
                assert (status, now, kept) == (302, SUBMITTED, []), (
                    cell
                )  # a second press: the outcome of the first
            else:
                assert status in (403, 404, 409), cell
                assert now == state, cell
                assert len(kept) == 1, cell
                assert status == 404 or sentence_of(kept[0]) in page, cell


def sentence_of(kept: str) -> str:
    """What the person was told: after what was tried, a button's words or an address."""
    return re.sub(r"^[^:]*: ", "", kept)


def test_the_row_names_who_tried_what_on_which_voucher(people: People) -> None:
    voucher = voucher_at(SUBMITTED, people)
    status, _ = posted(signed_in(people.sara), DOORS[6], voucher)
    row = Record.objects.get(act="act_refused")
    assert (status, row.by, row.subject_type, row.subject_id, row.cluster_id) == (
        409,
        people.sara,
        "expenses.voucher",
        str(voucher.pk),
        people.cluster.pk,
    )
    assert row.text == (
        "Godkend til udbetaling: Bilaget er «hos koordinatoren» og kan ikke ændres på den måde nu."
    )
    assert row.act_label == "Handling afvist"


def test_a_key_held_down_is_one_row_and_an_ordinary_slip_is_none(people: People) -> None:
    client, voucher = signed_in(people.sara), voucher_at(SUBMITTED, people)
    for _ in range(5):
        posted(client, DOORS[6], voucher)
    assert Record.objects.filter(act="act_refused").count() == 1
    endorsed = voucher_at(ENDORSED, people)
    address = reverse("admin:approvals_voucherreview_return", args=[endorsed.pk])
    assert "Skriv en begrundelse" in client.post(address, {"reason": ""}).content.decode()
    assert client.post(address, {"reason": "Uden mærke."}).status_code == 409
    assert Record.objects.filter(act="act_refused").count() == 1
    assert voucher_at(ENDORSED, people).state == ENDORSED


@pytest.mark.twin("T008")
def test_without_the_table_a_voucher_never_approved_is_undone(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    voucher = voucher_at(ENDORSED, people)
    for module in ("approvals.permissions", "approvals.actions.decide", "expenses.transitions"):
        monkeypatch.setattr(f"{module}.why_not_move", lambda *_: None)
    assert posted(signed_in(people.sara), DOORS[10], voucher)[0] == 302
    assert Decision.objects.filter(verdict="undo").exists()
    assert broken_invariants() != []


@pytest.mark.twin("T008")
def test_a_row_written_inside_the_refused_act_goes_with_it(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    voucher = voucher_at(SUBMITTED, people)

    def too_early(user: User, voucher: Voucher) -> str:
        record("act_refused", by=user, subject=voucher, text="For tidligt skrevet")
        return "Nej."

    monkeypatch.setattr("approvals.actions.approve_voucher.why_not_approve", too_early)
    monkeypatch.setattr(act, "keep_refusal", lambda *_, **__: None)
    assert posted(signed_in(people.sara), DOORS[6], voucher)[0] == 409
    assert not Record.objects.filter(act="act_refused").exists()
