"""What a fee statement says in words, where the paper's golden files do not say it."""

from approvals.enums import PayLineKind, StatementKind
from approvals.statements.fee_records import WRONG_NUMBER
from approvals.statements.fee_words import B_FEE, MOVED, TAKEN_BACK, worded
from tests.approvals.statements.fee_papers import CORRECTION, line, printed


def test_who_gave_the_money_back_is_not_told_to_pay_tax_of_it() -> None:
    back = line(PayLineKind.FEE_B, "-6000.00", reverses="L2026-00012")
    said = worded(printed(back, kind=StatementKind.CORRECTION, corrects="L2026-00012"))
    assert said.notes[1:] == (TAKEN_BACK,)
    assert B_FEE in worded(CORRECTION).notes and TAKEN_BACK not in worded(CORRECTION).notes


def test_what_was_told_to_a_wrong_number_is_said_to_stand_elsewhere() -> None:
    back = line(PayLineKind.FEE_B, "-6000.00", reverses="L2026-00012", detail=WRONG_NUMBER)
    said = worded(printed(back, kind=StatementKind.CORRECTION, corrects="L2026-00012"))
    assert said.notes[1:] == (MOVED,)
    assert "CPR-nummeret var forkert · bilag" in said.lines[0][1]
