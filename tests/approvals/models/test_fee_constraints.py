"""Each promise of the tables of fee runs and fee statements, broken once at the database."""

import datetime as dt
from collections.abc import Callable
from functools import partial

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.db.models import F
from django.utils import timezone

from approvals.actions.run_fees import finish_run
from approvals.models import FeeRun, FeeStatement, FeeStatementLine, StatementRecall
from clusters.models import Movement
from expenses.actions.save_nemkonto import keep_identity
from tests.approvals.models.test_payment_constraints import copy_of, refused
from tests.factories.fees import issued, paid_fee
from tests.factories.income import KNOWN
from tests.factories.payments import paying_account
from tests.people import make_people

pytestmark = pytest.mark.django_db


def guarded(sentence: str, act: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
        act()


def test_runs():
    people = make_people()
    paying_account()
    run = finish_run(issued(people).pk)
    again = FeeRun.objects.create(month=run.month, sequence=2)
    rows = FeeRun.objects.filter(pk=again.pk)
    refused("approvals_feerun_sequence", copy_of(run, state="asked", composed_at=None, done_at=None).save)
    refused("approvals_feerun_one_at_a_time", FeeRun(month=run.month, sequence=3).save)
    refused("approvals_feerun_first_day", FeeRun(month=run.month + dt.timedelta(days=1)).save)
    refused("approvals_feerun_steps", lambda: rows.update(composed_at=timezone.now()))
    guarded("may not move from asked to done", lambda: rows.update(state="done"))
    guarded("begins as asked", FeeRun(month=dt.date(2020, 1, 1), state="composed").save)
    composed = FeeRun.objects.filter(pk=run.pk)
    guarded("the facts of a fee run are frozen", lambda: composed.update(gross=1))
    guarded("the facts of a fee run are frozen", lambda: composed.update(month=dt.date(2020, 1, 1)))
    guarded("a fee run is never deleted", partial(composed._raw_delete, "default"))


def test_statements():
    people = make_people()
    paid_fee(people)
    run = issued(people)
    statement = FeeStatement.objects.get(run=run)
    again = {"number": "L2026-99999"}
    refused("approvals_feestatement_once_a_person", copy_of(statement, **again).save)
    second = again | {"sequence": 2}
    refused("approvals_feestatement_correction_refers", copy_of(statement, **second).save)
    refused(
        "approvals_feestatement_correction_refers",
        copy_of(statement, **again, month=dt.date(2020, 1, 1), corrects_id=statement.pk).save,
    )
    abroad = again | {"cpr": None, "fingerprint": ""}
    refused("approvals_feestatement_receiver_known", copy_of(statement, **abroad).save)
    refused("approvals_feestatement_receiver_known", copy_of(statement, **abroad, receiver_kind="cvr").save)
    copy_of(statement, **abroad, receiver_kind="abroad").save()
    other = abroad | {"number": "L2026-99998", "receiver_kind": "abroad"}
    refused("approvals_feestatement_once_a_payee", copy_of(statement, **other).save)
    refused("approvals_feestatement_adds_up", copy_of(statement, **second, net=statement.net - 1).save)
    rows = FeeStatement.objects.filter(pk=statement.pk)
    guarded("a fee statement is frozen", lambda: rows.update(payee_name="En anden"))
    guarded("a fee statement is never deleted", partial(rows._raw_delete, "default"))


def test_lines():
    people = make_people()
    paid_fee(people)
    line = FeeStatementLine.objects.get(statement__run=issued(people))
    refused("approvals_feestatementline_position", copy_of(line).save)
    second = {"position": 2}
    refused("approvals_feestatementline_told_once", copy_of(line, **second).save)
    refused("approvals_feestatementline_sign", copy_of(line, **second, reverses_id=line.pk).save)
    refused("approvals_feestatementline_sign", copy_of(line, **second, amount=-line.amount).save)
    refused("approvals_feestatementline_field", copy_of(line, **second, field=14).save)
    back = {"reverses_id": line.pk, "amount": -line.amount}
    guarded("taken back when its statement is recalled", copy_of(line, **second, **back).save)
    for telling in (2, 0):
        guarded("told again when its statement is recalled", copy_of(line, **second, telling=telling).save)
    recall = StatementRecall(statement=line.statement, reason="Forkert nummer.", made_by=people.sara)
    guarded("what stands on it is another number's", recall.save)
    keep_identity(line.payment.payee, KNOWN, by=people.sara)
    refused("approvals_statementrecall_says_why", copy_of(recall, reason="").save)
    copy_of(recall).save()
    guarded("approvals_statementrecall_statement_id_key", copy_of(recall).save)
    guarded("told again when its statement is recalled", copy_of(line, **second, telling=2).save)
    moved = Movement.objects.exclude(pk=line.movement_id).first()
    guarded("on its own movement", copy_of(line, **second, **back, movement_id=moved.pk).save)
    copy_of(line, **second, **back).save()
    guarded("approvals_feestatementline_reverses_id_key", copy_of(line, position=3, **back).save)
    copy_of(line, position=3, telling=2).save()
    refused("approvals_feestatementline_told_once", copy_of(line, position=4, telling=2).save)
    rows = FeeStatementLine.objects.filter(pk=line.pk)
    for act in (lambda: rows.update(amount=F("amount") + 1), partial(rows._raw_delete, "default")):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            act()
