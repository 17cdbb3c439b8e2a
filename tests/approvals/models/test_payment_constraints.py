"""Each promise of the payments' tables, broken once at the database."""

import datetime
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from approvals.actions.bank_user import bank_user
from approvals.enums import (
    AnswerToQuestion,
    BankFileKind,
    BankFileOutcome,
    LineOutcome,
    QuestionKind,
    SendingOutcome,
)
from approvals.models import (
    BankAccount,
    BankFile,
    BankLine,
    BankQuestion,
    BankStatement,
    Batch,
    Payment,
    Sending,
)
from expenses.models import Voucher
from expenses.states import VoucherState
from klyngeokonomi.sealed_field import Sealed
from tests.factories.expenses import voucher_at
from tests.factories.payments import batch_of, paid_by_bank, paying_account
from tests.people import People, make_people

DAY = datetime.date(2026, 6, 1)


@pytest.fixture
def people(db) -> People:
    return make_people()


def refused(rule: str, act: Callable[[], Any]) -> None:
    with pytest.raises(IntegrityError, match=f'"{rule}"'), transaction.atomic():
        act()


def copy_of(row: Any, **changes: Any) -> Any:
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    values.pop("id")
    return type(row)(**values | changes)


def test_the_accounts_of_plo(people: People) -> None:
    account = paying_account()
    other = {"account_number": "0000008888", "iban": "DK5000000000008888"}
    refused("approvals_bankaccount_one_default", copy_of(account, **other).save)
    refused("approvals_bankaccount_once", copy_of(account, iban="DK5000000000007777", is_default=False).save)
    wrong = copy_of(account, **other | {"account_number": "8888"}, is_default=False)
    refused("approvals_bankaccount_complete", wrong.save)
    assert BankAccount.objects.count() == 1


def test_runs_and_payments(people: People) -> None:
    voucher = voucher_at(VoucherState.APPROVED, people)
    batch = batch_of(voucher, people=people)
    new = {"number": "K2026-9999", "message_id": "x", "form_key": uuid.uuid4()}
    refused("approvals_batch_not_empty", copy_of(batch, **new, count=0).save)
    half = {"state": "released", "released_at": timezone.now()}
    refused("approvals_batch_released_pair", lambda: Batch.objects.filter(pk=batch.pk).update(**half))
    both = {"released_at": timezone.now(), "released_by": people.sara}
    refused(
        "approvals_batch_two_people",
        lambda: Batch.objects.filter(pk=batch.pk).update(**both, state="released"),
    )
    by_other = both | {"released_by": people.sune}
    refused(
        "approvals_batch_released_before_sent", lambda: Batch.objects.filter(pk=batch.pk).update(**by_other)
    )
    payment = batch.payments.get()
    twin = copy_of(payment, end_to_end_id="x-2")
    refused("approvals_payment_one_live", twin.save)
    refused("approvals_payment_above_zero", copy_of(payment, end_to_end_id="x-2", amount=0).save)
    rows = Payment.objects.filter(pk=payment.pk)
    refused("approvals_payment_paid_is_booked", lambda: rows.update(state="paid"))
    refused("approvals_payment_bounced_has_reason", lambda: rows.update(state="bounced"))


FROZEN = [
    ("approvals_batch", "control_sum = 1", "frozen"),
    ("approvals_batch", "state = 'closed'", "may not move from built to closed"),
    ("approvals_payment", "amount = 1", "frozen"),
    ("approvals_payment", "account_number = '0000005678'", "frozen"),
    ("approvals_payment", "state = 'scheduled', voucher_id = voucher_id + 1", "frozen"),
]


@pytest.mark.parametrize(("table", "change", "words"), FROZEN)
def test_what_was_put_in_a_run_is_frozen(people: People, table: str, change: str, words: str) -> None:
    batch_of(voucher_at(VoucherState.APPROVED, people), people=people)
    with (
        pytest.raises(IntegrityError, match=words),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE {table} SET {change}")


def test_what_the_bank_says(people: People) -> None:
    by = bank_user()
    file = BankFile.objects.create(
        name="a.xml",
        kind=BankFileKind.CAMT053,
        sealed=Sealed.of(b"x"),
        sha256="a" * 64,
        size=1,
        received_by=by,
    )
    refused(
        "approvals_bankfile_refused_says_why",
        lambda: BankFile.objects.filter(pk=file.pk).update(outcome=BankFileOutcome.REFUSED),
    )
    statement = BankStatement.objects.create(
        bank_account=paying_account(),
        file=file,
        statement_id="1",
        first_day=DAY,
        last_day=DAY,
        opening=0,
        closing=0,
    )
    refused("approvals_bankstatement_once", copy_of(statement).save)
    turned = copy_of(statement, statement_id="2", first_day=DAY + datetime.timedelta(days=1))
    refused("approvals_bankstatement_days_in_order", turned.save)
    line = BankLine.objects.create(
        statement=statement,
        bank_account=statement.bank_account,
        place=1,
        bank_reference="R1",
        amount=-5,
        currency="DKK",
        booked_on=DAY,
        outcome=LineOutcome.ASKED,
    )
    refused("approvals_bankline_once", copy_of(line, place=2).save)
    question = BankQuestion.objects.create(
        key="line:1", kind=QuestionKind.UNKNOWN, file=file, line=line, sentence="Hvad er det?"
    )
    refused(
        "approvals_bankquestion_answered_whole",
        lambda: BankQuestion.objects.filter(pk=question.pk).update(answer=AnswerToQuestion.NOT_OURS),
    )


def test_how_a_file_fared(people: People) -> None:
    batch = batch_of(voucher_at(VoucherState.APPROVED, people), people=people)
    fared = Sending(batch=batch, outcome=SendingOutcome.UNKNOWN, since=timezone.now())
    refused("approvals_sending_says_why", fared.save)


def test_a_paid_voucher_has_its_movement(people: People) -> None:
    voucher = voucher_at(VoucherState.APPROVED, people)
    payment = paid_by_bank(batch_of(voucher, people=people).payments.get(), people=people)
    assert payment.movement.reference == f"voucher:{voucher.pk}:pay:{payment.pk}"
    assert Voucher.objects.get(pk=voucher.pk).state == VoucherState.PAID
