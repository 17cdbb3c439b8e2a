"""What is taken from a bank's answer, line by line, and what is asked instead."""

from decimal import Decimal

import pytest

from approvals.payment_files import judging, pain002
from approvals.payment_files.judging import judge_answers
from approvals.payment_files.ours import OurPayment
from approvals.states import PaymentState
from tests.approvals.payment_files.bank_answers import block, group, line, report, why
from tests.factories import bank_files

ONE = OurPayment(1, "2026-1-1", "K1", "K1-BANK", Decimal("100.00"), PaymentState.SCHEDULED)
TWO = OurPayment(2, "2026-2-1", "K1", "K1-BANK", Decimal("50.00"), PaymentState.SCHEDULED)
A, B = ONE.end_to_end_id, TWO.end_to_end_id


def judged(*lines, payments=(ONE, TWO), **said):
    answers = pain002.read(bank_files.pain002("K1", *lines, **said))
    found = judge_answers(answers, payments, count=2, control_sum=Decimal("150.00"))
    return (
        [one.pk for one in found.accepted],
        [one.pk for one, _ in found.refused],
        [doubt.kind.value for doubt in found.doubts],
    )


def at(payment, state):
    facts = {name: getattr(payment, name) for name in OurPayment.__dataclass_fields__}
    return OurPayment(**facts | {"state": state})


@pytest.mark.case("T022")
def test_each_line_has_its_own_answer_and_what_is_not_told_of_waits():
    assert judged((A, "ACCP"), (B, "RJCT")) == ([1], [2], [])
    assert judged((A, "ACCP")) == ([1], [], [])
    assert judged((A, "PDNG"), (B, "ACSC")) == ([2], [], [])
    assert judged(group="ACCP") == ([1, 2], [], [])
    assert judged((B, "ACCP"), group="RJCT") == ([2], [1], [])


@pytest.mark.twin("T022")
def test_one_answer_for_all_would_take_the_refused_for_accepted(monkeypatch):
    monkeypatch.setattr(judging, "_judge", lambda found, payment, answer: found.accepted.append(payment))
    assert judged((A, "ACCP"), (B, "RJCT")) == ([1, 2], [], [])


@pytest.mark.case("T021")
def test_what_is_said_again_changes_nothing_and_what_comes_too_late_is_asked():
    accepted, paid, bounced = (
        at(ONE, state) for state in (PaymentState.ACCEPTED, PaymentState.PAID, PaymentState.BOUNCED)
    )
    assert judged((A, "ACCP"), payments=[accepted]) == ([], [], [])
    assert judged((A, "ACCP"), payments=[paid]) == ([], [], [])
    assert judged((A, "RJCT"), payments=[bounced]) == ([], [], [])
    assert judged((A, "RJCT"), payments=[paid]) == ([], [], ["late"])
    assert judged((A, "ACCP"), payments=[bounced]) == ([], [], ["late"])
    assert judged((A, "ACCP"), (A, "RJCT")) == ([], [], ["status"])
    assert judged(("2026-9-1", "ACCP")) == ([], [], ["unknown"])


def test_a_file_the_bank_has_had_before_bounces_nothing():
    again = bank_files.pain002("K1", group="RJCT").replace(b"AC04", b"DU01")
    found = judge_answers(pain002.read(again), [ONE, TWO], count=2, control_sum=Decimal("150.00"))
    assert (found.accepted, found.refused, [one.kind.value for one in found.doubts]) == ([], [], ["late"])


@pytest.mark.parametrize(
    ("parts", "doubts"),
    [
        ([block(status="RJCT", reason=why("DU02"))], [None]),
        ([block(line(1, "RJCT", why("AM05")), status="")], [1]),
    ],
)
def test_nor_does_a_block_or_a_payment_it_has_had_before(parts, doubts):
    one = OurPayment(
        1,
        "2026-00001-1",
        "KLYNGE-K2026-0001",
        "KLYNGE-K2026-0001-BANK",
        Decimal("100.00"),
        PaymentState.ACCEPTED,
    )
    said = pain002.read(report(group(""), *parts))
    found = judge_answers(said, [one], count=3, control_sum=Decimal("600.00"))
    told = [(doubt.kind.value, doubt.payment) for doubt in found.doubts]
    assert (found.refused, told) == ([], [("late", asked) for asked in doubts])


@pytest.mark.case("T024")
@pytest.mark.parametrize("said", [{"count": 3}, {"total": "150.01"}])
def test_nothing_is_taken_from_an_answer_to_another_file_than_ours(said):
    assert judged((A, "ACCP"), (B, "ACCP"), **said) == ([], [], ["totals"])


@pytest.mark.twin("T024")
def test_totals_that_nobody_compares_let_a_changed_file_through(monkeypatch):
    monkeypatch.setattr(judging, "_totals", lambda *_: None)
    assert judged((A, "ACCP"), (B, "ACCP"), total="9999.00") == ([1, 2], [], [])
