import pytest

from expenses.enums import Outcome, PaperKind, VoucherKind
from tests.expenses.policy.claims import claim, found, line, only, papers, payee

RULE = "fee_documentation"
WORK = line("fee", "3000.00", "0")
ENOUGH = ("contract", "timesheet")


def fee(*kinds, **facts):
    return claim(WORK, **({"kind": VoucherKind.FEE, "papers": papers(*kinds)} | facts))


@pytest.mark.parametrize("kind", ENOUGH)
def test_a_contract_or_a_time_sheet_is_enough(kind):
    assert RULE not in dict(found(fee(kind)))
    assert RULE not in dict(found(fee("receipt", kind)))


@pytest.mark.parametrize("kind", [kind for kind in PaperKind if kind not in ENOUGH])
def test_other_papers_do_not_show_the_work(kind):
    finding = only(fee(kind), RULE)
    assert finding.outcome == Outcome.STOP
    assert finding.heading == "Hvad kan klyngemidler bruges til?"
    assert finding.sentence == (
        "Læg et timeregnskab eller en kontrakt ved: honoraret skal passe til den tid, der er brugt."
    )
    assert finding.facts == (("Papir", PaperKind(kind).label),)
    assert finding.field == "papers"


def test_no_papers_stop():
    assert only(fee(), RULE).facts == ()


@pytest.mark.parametrize("relation", ["member", "coordinator", "board", "staff", "speaker", "consultant"])
def test_whoever_is_paid_and_a_contract_that_lies_elsewhere_changes_nothing(relation):
    assert (RULE, Outcome.STOP) in found(fee("receipt", payee=payee(relation, contract=True)))


def test_a_contract_in_the_register_is_enough():
    assert RULE not in dict(found(fee("receipt", payee=payee("board", contract=True, registered=True))))


def test_hours_written_on_the_request_are_enough():
    assert RULE not in dict(found(fee(hours_listed=True)))


def test_the_kind_alone_or_the_line_alone_makes_it_a_fee():
    assert (RULE, Outcome.STOP) in found(fee("receipt", kind=VoucherKind.OUTLAY))
    assert (RULE, Outcome.STOP) in found(claim(line("other", "100.00", "0"), kind=VoucherKind.FEE))
    assert RULE not in dict(found(claim(line("consultant", "100.00", "0"), kind=VoucherKind.INVOICE)))
