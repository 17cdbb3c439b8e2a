"""Nobody decides on their own, nobody decides twice: by the person, in the action and again in the table."""

from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, transaction

from approvals.actions.approve_voucher import approve_voucher
from approvals.actions.endorse_voucher import endorse_voucher
from approvals.actions.reject_voucher import reject_voucher
from approvals.actions.return_voucher import return_voucher
from approvals.actions.send_back_voucher import send_back_voucher
from approvals.actions.undo_approval import undo_approval
from approvals.enums import Capacity, Verdict
from approvals.models import Decision
from approvals.permissions import OWN
from approvals.selectors.proofs import check_decisions, check_vouchers
from clusters.actions.confirm_role import confirm_role
from clusters.actions.give_role import give_role as give_national
from clusters.enums import Role
from clusters.models import User
from expenses.models import Voucher
from expenses.states import VoucherState
from klyngeokonomi.refused import Refused
from tests.factories.expenses import own_account, voucher_at
from tests.hold.sabotage import replace_everywhere, without_constraint, without_trigger
from tests.people import LONG_AGO, People, give_role, make_people

SUBMITTED, ENDORSED, APPROVED = VoucherState.SUBMITTED, VoucherState.ENDORSED, VoucherState.APPROVED
NO = {"reason": "Nej."}
FOUR_EYES = ("approvals_decision", "approvals_decision_four_eyes")


@pytest.fixture
def people(db: None) -> People:
    return make_people()


def at_plo(people: People, user: User) -> None:
    """A desk at the secretariat, given by one and confirmed by another."""
    given = give_national(user.person, role=Role.SECRETARIAT, valid_from=LONG_AGO, by=people.sara)
    confirm_role(given, by=people.sune)


def everyones_all(people: People, user: User) -> None:
    """All roles there are, so that nothing but the own hand can refuse."""
    at_plo(people, user)
    give_role(user, Role.DEPUTY, people.cluster)


@pytest.mark.case("T092")
def test_the_claimant_takes_no_decision_in_any_role(people: People) -> None:
    everyones_all(people, people.mette)
    for state, acts in {
        SUBMITTED: [(endorse_voucher, {}), (return_voucher, NO), (reject_voucher, NO)],
        ENDORSED: [
            (approve_voucher, {}),
            (return_voucher, NO),
            (send_back_voucher, NO),
            (reject_voucher, NO),
        ],
        APPROVED: [(undo_approval, NO)],
    }.items():
        voucher = voucher_at(state, people)
        for act, more in acts:
            with pytest.raises(Refused, match=OWN[:30]):
                act(voucher, by=people.mette, **more)


@pytest.mark.case("T092")
@pytest.mark.parametrize("verdict", Verdict)
def test_the_table_takes_no_decision_by_claimant_or_payee(people: People, verdict: Verdict) -> None:
    voucher = voucher_at(SUBMITTED, people)
    with pytest.raises(IntegrityError, match=r"neither claimant nor payee|not_own"), transaction.atomic():
        decided(voucher, verdict, people.mette)
    account = own_account(people.karen)
    paid = voucher_at(VoucherState.DRAFT, people)
    Voucher.objects.filter(pk=paid.pk).update(payee=account.payee, payee_account=account)
    with pytest.raises(IntegrityError, match="neither claimant nor payee"), transaction.atomic():
        decided(paid, verdict, people.karen)


@pytest.mark.case("T092")
def test_a_deputy_does_not_stand_in_for_herself(people: People) -> None:
    voucher = voucher_at(SUBMITTED, people, by=people.dorte)
    with pytest.raises(Refused, match=OWN[:30]):
        endorse_voucher(voucher, by=people.dorte)
    assert endorse_voucher(voucher, by=people.karen).capacity == Capacity.COORDINATOR


@pytest.mark.twin("T092")
def test_without_the_rule_and_the_tables_guards_one_endorses_ones_own(
    owner: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = make_people()
    everyones_all(people, people.mette)
    voucher = voucher_at(SUBMITTED, people)
    replace_everywhere(monkeypatch, "involved", lambda _: set())
    with pytest.raises(IntegrityError, match=r"neither claimant nor payee|not_own"):
        endorse_voucher(voucher, by=people.mette)
    with (
        without_constraint(owner, "approvals_decision", "approvals_decision_not_own"),
        without_trigger(owner, *FOUR_EYES),
    ):
        endorse_voucher(voucher, by=people.mette)
        assert any("selv er part i bilaget" in said for said in check_decisions())


def decided(voucher: Voucher, verdict: Verdict, by: User) -> Decision:
    """A decision straight into the table."""
    return Decision.objects.create(
        voucher=voucher,
        verdict=verdict,
        capacity=Capacity.SECRETARIAT,
        by=by,
        by_person=by.person,
        claimant=voucher.claimant,
        reason="Nej.",
        content={},
        content_sha256="0" * 64,
        version=1,
    )


@pytest.mark.case("T093")
def test_one_person_has_one_account_and_a_coordinator_with_a_desk_at_plo_decides_once(
    people: People,
) -> None:
    with pytest.raises(IntegrityError, match="person_id"), transaction.atomic():
        User.objects.create(username="karen-igen", person=people.karen.person)
    voucher = voucher_at(ENDORSED, people)
    at_plo(people, people.karen)
    with pytest.raises(Refused, match="En kollega skal godkende"):
        approve_voucher(voucher, by=people.karen)
    with pytest.raises(IntegrityError, match="must be two people"), transaction.atomic():
        decided(voucher, Verdict.APPROVE, people.karen)


def second_account(owner: psycopg.Connection, people: People) -> Any:
    """Karen once more, at PLO: two accounts of one person, which only a table without its rule can hold."""
    found = owner.execute(
        "SELECT conname FROM pg_constraint WHERE contype = 'u' AND conrelid = 'clusters_user'::regclass"
        " AND pg_get_constraintdef(oid) = 'UNIQUE (person_id)'"
    )
    return without_constraint(owner, "clusters_user", found.fetchone()[0])


def test_a_second_account_is_still_the_same_person(owner: psycopg.Connection) -> None:
    people = make_people()
    voucher = voucher_at(ENDORSED, people)
    at_plo(people, people.karen)
    with second_account(owner, people):
        again = User.objects.create(username="karen-igen", person=people.karen.person)
        with pytest.raises(Refused, match="En kollega skal godkende"):
            approve_voucher(voucher, by=again)


def by_account(user: User, voucher: Voucher) -> str | None:
    """Four eyes as one might have written it: has this account decided before?"""
    return "Nej." if Decision.objects.filter(voucher=voucher, by=user).exists() else None


@pytest.mark.twin("T093")
def test_asked_by_account_one_person_is_both_pairs_of_eyes(
    owner: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = make_people()
    voucher = voucher_at(ENDORSED, people)
    at_plo(people, people.karen)
    with second_account(owner, people), without_trigger(owner, *FOUR_EYES):
        again = User.objects.create(username="karen-igen", person=people.karen.person)
        monkeypatch.setattr("approvals.actions.approve_voucher.why_not_approve", by_account)
        approve_voucher(voucher, by=again)
        assert any("godkendt to gange af samme person" in said for said in check_vouchers())
