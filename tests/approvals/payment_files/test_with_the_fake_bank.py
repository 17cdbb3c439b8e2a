"""What is written is what the bank of development takes, and what it answers is read."""

import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from approvals.payment_files import camt053, pain001, pain002
from approvals.payment_files.dialects import DIALECTS
from approvals.payment_files.lines import AnswerLevel, AnswerStatus
from klyngeokonomi.integrations.bank.fake.bank import FakeBank
from tests.approvals.payment_files.batches import batch, mixed, payment


@pytest.mark.parametrize("key", DIALECTS)
def test_a_file_is_taken_answered_and_booked(key: str, tmp_path: Path):
    bank = FakeBank(tmp_path / "shared", tmp_path / "own", now=lambda: datetime.datetime(2026, 11, 24, 18, 0))
    facts = batch(*mixed(8), payment(9, name="Afvist Prøve"), payment(10, name="Retur Prøve"))
    (bank.out / "K2026-0001.xml").write_bytes(pain001.write(facts, DIALECTS[key]))
    assert (bank.work(), bank.close_day(), bank.close_day()) == (1, 1, 1)
    answer_file, *statement_files = sorted(bank.into.iterdir(), reverse=True)
    answers = pain002.read(answer_file.read_bytes())
    assert (answers.original_message_id, answers.number_of_payments) == (facts.message_id, 10)
    assert answers.control_sum == facts.control_sum
    refused = [one for one in answers.answers if one.status is AnswerStatus.REJECTED]
    assert [(one.level, one.end_to_end_id, one.reason_code) for one in refused] == [
        (AnswerLevel.LINE, "2026-00009-1", "AC01")
    ]
    returned, day = (camt053.read(file.read_bytes())[0] for file in statement_files)
    booked = {one.end_to_end_id: one.amount for entry in day.entries for one in entry.singles}
    assert booked == {line.end_to_end_id: -line.amount for line in facts.lines if line.name != "Afvist Prøve"}
    (back,) = returned.entries
    assert (back.amount, back.return_code, back.counterparty) == (Decimal("10.10"), "AC04", "Retur Prøve")
    assert returned.opening == day.closing
