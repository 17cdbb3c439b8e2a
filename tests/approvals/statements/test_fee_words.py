"""What a fee statement says in words, where the paper's golden files do not say it."""

from approvals.enums import PayLineKind, StatementKind
from approvals.statements.fee_words import B_FEE, TAKEN_BACK, worded
from tests.approvals.statements.fee_papers import CORRECTION, line, printed


def test_who_gave_the_money_back_is_not_told_to_pay_tax_of_it() -> None:
    back = line(PayLineKind.FEE_B, "-6000.00", reverses="L2026-00012")
    said = worded(printed(back, kind=StatementKind.CORRECTION, corrects="L2026-00012"))
    assert said.notes[1:] == (TAKEN_BACK,)
    assert B_FEE in worded(CORRECTION).notes and TAKEN_BACK not in worded(CORRECTION).notes
