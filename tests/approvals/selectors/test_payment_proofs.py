"""What is wrong with payments is found, wherever it was done past the guards."""

import psycopg
import pytest

from approvals.actions.bank_user import bank_user
from approvals.actions.receive_bank_file import receive_bank_file
from approvals.selectors import payment_proofs
from approvals.selectors.payment_proofs import check_batch_files, check_payments, check_statements
from expenses.states import VoucherState
from tests.factories.bank_files import camt053, out
from tests.factories.expenses import voucher_at
from tests.factories.payments import batch_of
from tests.people import make_people

HARMS = [
    ("UPDATE approvals_payment SET amount = 251 WHERE state = 'paid'", "250,00 kr., men har 1 på 251,00 kr."),
    (
        "UPDATE approvals_decision SET by_person_id = u.person_id FROM clusters_user u WHERE u.username = 'sune'",
        "er frigivet af en, der ikke måtte",
    ),
    ("UPDATE approvals_payment SET movement_id = NULL, state = 'accepted'", "ingen betaling svarer til"),
    ("UPDATE clusters_movement SET amount = 249 WHERE kind = 'pay'", "bevægelse passer ikke sammen"),
    ("UPDATE expenses_voucher SET state = 'approved' WHERE state = 'scheduled'", "status og betalinger"),
    ("DELETE FROM approvals_batchfile", "har ingen fil"),
]
FILE_HARMS = [
    ("sha256 = repeat('a', 64)", "er ikke den fil, der blev dannet"),
    ("sealed = 'x'", "kan ikke læses med nogen af nøglerne"),
]


def test_harm_done_past_every_guard_is_found(
    owner: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = make_people()
    voucher_at(VoucherState.PAID, people, amount="250.00")
    batch_of(voucher_at(VoucherState.APPROVED, people), people=people)
    receive_bank_file("udtog.xml", camt053(out("B1", "", "25.00")), by=bank_user())
    assert [*check_payments(), *check_batch_files(), *check_statements()] == []
    owner.execute("SET session_replication_role = replica")
    with monkeypatch.context() as patch:
        patch.setattr(payment_proofs, "connection", owner)
        for harm, said in HARMS:
            with owner.transaction(force_rollback=True):
                owner.execute(harm)
                found = list(check_payments())
            assert any(said in sentence for sentence in found), (harm, found)
    owner.execute("UPDATE approvals_bankline SET amount = -26")
    owner.commit()
    assert "primo og linjer giver 974,00" in " ".join(check_statements())
    owner.execute("UPDATE approvals_batch SET control_sum = 1, count = 7")
    owner.commit()
    assert "siger noget andet end betalingskørsel" in " ".join(check_batch_files())
    for harm, said in FILE_HARMS:
        owner.execute(f"UPDATE approvals_batchfile SET {harm}")
        owner.commit()
        assert said in " ".join(check_batch_files())
