"""The table of a voucher's states is whole, and the database lets through exactly its pairs."""

import uuid

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction

from approvals.selectors.proofs import check_vouchers
from expenses.models import Voucher
from expenses.states import EDITABLE, FINAL, LIVE, OWNER, PAIRS, STEP, STEPS, VoucherState
from tests.factories.expenses import voucher_at
from tests.hold.sabotage import without_trigger
from tests.people import People, make_people


def test_every_state_has_an_owner_or_is_final():
    assert set(OWNER) | set(FINAL) == set(VoucherState)
    assert not set(OWNER) & set(FINAL)
    assert set(LIVE) == set(OWNER)


def test_every_state_has_a_label_of_its_own():
    labels = [state.label for state in VoucherState]
    assert all(labels)
    assert len(set(labels)) == len(labels)


def test_every_state_has_a_way_out_or_is_final():
    assert {old for old, _ in PAIRS} == set(VoucherState) - set(FINAL)


def test_every_state_but_the_first_is_reached():
    assert {new for _, new in PAIRS} == set(VoucherState) - {VoucherState.DRAFT}


def test_every_verb_stands_once():
    assert len(STEP) == len(STEPS)


def test_what_may_be_edited_is_with_the_member():
    assert {OWNER[state] for state in EDITABLE} == {"medlemmet"}


MOVE = """
UPDATE expenses_voucher SET state = %s, number = coalesce(number, '2026-99999'),
    submitted_at = coalesce(submitted_at, now()) WHERE id = %s
"""
"""With what a sent voucher must have, so that nothing but the guard can refuse."""


class Undone(Exception):
    """Rolls back a move that was let through, so that the next is tried from the same state."""


@pytest.mark.case("T007")
@pytest.mark.parametrize("old", VoucherState)
def test_raw_sql_moves_by_the_table_and_no_other_way(people: People, old: VoucherState) -> None:
    voucher = voucher_at(old, people)

    def let_through(new: str) -> bool:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(MOVE, [new, voucher.pk])
                raise Undone
        except IntegrityError as error:
            assert f"may not move from {old} to {new}" in str(error)
            return False
        except Undone:
            return True

    others = [str(new) for new in VoucherState if new != old]
    assert {new for new in others if let_through(new)} == {new for was, new in PAIRS if was == old}


@pytest.mark.case("T007")
@pytest.mark.parametrize("state", [state for state in VoucherState if state != VoucherState.DRAFT])
def test_no_voucher_begins_further_on(people: People, state: VoucherState) -> None:
    given = {"cluster": people.cluster, "claimant": people.mette.person, "created_by": people.mette}
    with pytest.raises(IntegrityError, match="begins as draft"), transaction.atomic():
        Voucher.objects.create(form_key=uuid.uuid4(), state=state, **given)


@pytest.mark.twin("T007")
def test_with_the_guard_asleep_any_state_is_written_and_only_the_log_of_moves_tells(
    owner: psycopg.Connection,
) -> None:
    voucher = voucher_at(VoucherState.SUBMITTED, make_people())
    with without_trigger(owner, "expenses_voucher", "expenses_voucher_guard"):
        assert Voucher.objects.filter(pk=voucher.pk).update(state=VoucherState.APPROVED) == 1
    assert any("handlingerne fører til «submitted»" in said for said in check_vouchers())


EDITS = [
    *(
        f"UPDATE expenses_voucher SET {change} WHERE id = %s"
        for change in (
            "gross = gross + 1",
            "version = version + 1",
            "kind = 'invoice'",
            "no_meeting_reason = 'En anden grund'",
            "voucher_date = voucher_date - 1",
            "supplier = 'En anden'",
            "invoice_number = '7'",
            "text = 'En anden tekst'",
            "reason = 'En anden begrundelse'",
            "payee_id = NULL",
            "payee_account_id = NULL",
        )
    ),
    "UPDATE expenses_line SET gross = gross + 1 WHERE voucher_id = %s",
    "DELETE FROM expenses_line WHERE voucher_id = %s",
    "UPDATE expenses_attachment SET kind = 'other' WHERE voucher_id = %s",
    "DELETE FROM expenses_attachment WHERE voucher_id = %s",
    "INSERT INTO expenses_line (voucher_id, position, category, gross, text) VALUES (%s, 9, 'transport', 1, '')",
]


@pytest.mark.parametrize("edit", EDITS)
def test_raw_sql_edits_no_voucher_that_is_sent(people: People, edit: str) -> None:
    sent, returned = (voucher_at(state, people) for state in (VoucherState.SUBMITTED, VoucherState.RETURNED))
    with connection.cursor() as cursor:
        with pytest.raises(IntegrityError, match="it is taken back first"), transaction.atomic():
            cursor.execute(edit, [sent.pk])
        cursor.execute(edit, [returned.pk])
        assert cursor.rowcount == 1
