"""What is wrong with fee statements is found, wherever it was done past the guards."""

import psycopg
import pytest

from approvals.actions.bank_user import bank_user
from approvals.actions.bounce_payment import bounce_payment
from approvals.actions.recall_statement import recall_statement
from approvals.actions.run_fees import finish_run
from approvals.models import FeeStatement, StatementPaper
from approvals.selectors import fee_proofs
from approvals.selectors.fee_proofs import check_fee_statements
from clusters.enums import IncomeKind
from expenses.actions.save_nemkonto import keep_identity
from tests.factories.fees import issued, own_fee, paid_fee
from tests.factories.income import KNOWN, run_done
from tests.people import make_people

LATER = "UPDATE approvals_feerun SET composed_at = composed_at + interval '1 hour'; "
TAKEN_BACK = "DELETE FROM approvals_feestatementline WHERE reverses_id IS NOT NULL"
HARMS = [
    (LATER + "DELETE FROM approvals_feestatementline", "men står på ingen lønseddel"),
    (
        LATER + "UPDATE approvals_payment SET state = 'bounced', bank_reason = 'x' WHERE state = 'paid'",
        "er ikke udbetalt, men står på en lønseddel",
    ),
    ("UPDATE approvals_feestatement SET gross = gross + 1, net = net + 1", "linjerne giver noget andet"),
    ("DELETE FROM approvals_feestatementline", "linjerne giver noget andet"),
    ("UPDATE approvals_feestatementline SET amount = amount + 1", "passer ikke med betalingen"),
    (
        "UPDATE approvals_feestatementline SET a_tax = a_tax - 1 WHERE reverses_id IS NOT NULL",
        "passer ikke med betalingen og bevægelsen",
    ),
    (
        "UPDATE approvals_feestatementline SET kind = 'fee_a', field = 13 WHERE field = 36",
        "er ikke den indkomst, der er afgjort",
    ),
    ("UPDATE approvals_feestatementline SET field = 38 WHERE field = 36", "er ikke den indkomst"),
    ("UPDATE expenses_payeeidentity SET fingerprint = 'x'", "er betalt til en anden"),
    ("UPDATE clusters_movement SET amount = amount + 1 WHERE kind = 'pay'", "passer ikke med betalingen"),
    ("UPDATE approvals_feerun SET statements = 7 WHERE sequence = 2", "-2: lønsedlerne giver noget andet"),
]
RECALL_HARMS = [
    ("UPDATE approvals_feestatementline SET telling = 3 WHERE telling = 2", "er fortalt 2 gange, uden at"),
    ("DELETE FROM approvals_statementrecall", "ingen har trukket lønsedlen tilbage"),
    ("DELETE FROM approvals_statementrecall", "er fortalt 2 gange, uden at lønsedlerne er trukket tilbage"),
    (TAKEN_BACK, "den samme betaling står på 2 lønsedler"),
    (LATER + TAKEN_BACK, "er trukket tilbage, men står stadig efter en honorarkørsel"),
    (LATER + "DELETE FROM approvals_feestatementline WHERE telling = 2", "men står på ingen lønseddel"),
    (
        "UPDATE approvals_feestatementline SET amount = amount + 1 WHERE reverses_id IS NOT NULL",
        "passer ikke med betalingen og bevægelsen",
    ),
]
PRINTED = [
    ('printed = printed || \'{"number": "L2020-00001"}\'', "er ikke den, der blev udstedt"),
    ("gross = gross + 1, net = net + 1", "der er trykt"),
    ("printed = '{}'", "kan ikke læses"),
]


def harmed(owner: psycopg.Connection, monkeypatch: pytest.MonkeyPatch, harms: list[tuple[str, str]]) -> None:
    owner.execute("SET session_replication_role = replica")
    with monkeypatch.context() as patch:
        patch.setattr(fee_proofs, "connection", owner)
        for harm, said in harms:
            with owner.transaction(force_rollback=True):
                owner.execute(harm)
                found = list(check_fee_statements())
            assert any(said in sentence for sentence in found), (harm, found)


def test_harm_done_past_every_guard_is_found(
    owner: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = make_people()
    paid_fee(people, own_fee(people))
    back = paid_fee(people, income=IncomeKind.A)
    run = issued(people)
    StatementPaper.objects.update(state="failed", problem="Prøve.")
    finish_run(run.pk)
    bounce_payment(back, by=bank_user(), reason="Kontoen er lukket")
    issued(people)
    assert list(check_fee_statements()) == []
    harmed(owner, monkeypatch, HARMS)
    for harm, said in PRINTED:
        owner.execute(f"UPDATE approvals_feestatement SET {harm}")
        owner.commit()
        assert said in " ".join(check_fee_statements())


def test_a_recall_undone_or_told_twice_past_every_guard_is_found(
    owner: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = make_people()
    payment = paid_fee(people)
    run_done(people)
    keep_identity(payment.payee, KNOWN, by=people.sara)
    recall_statement(FeeStatement.objects.get(), by=people.sara, reason="Forkert nummer.")
    assert list(check_fee_statements()) == []
    run_done(people)
    assert list(check_fee_statements()) == []
    harmed(owner, monkeypatch, RECALL_HARMS)
