"""A person answers what the bank's line was about: to the øre, once, with a reason, and never about their own money."""

import pytest

from approvals.actions.answer_question import answer_question
from approvals.actions.approve_voucher import approve_voucher
from approvals.actions.bank_user import bank_user
from approvals.actions.receive_bank_file import receive_bank_file
from approvals.enums import AnswerToQuestion
from approvals.models import BankQuestion, ExplainedLine
from approvals.permissions import OWN_PAYMENT, why_not_answer_question
from approvals.selectors.reconciled import reconciled_on
from clusters.models import Account, Movement
from expenses.actions.submit_voucher import submit_voucher
from expenses.states import VoucherState
from klyngeokonomi.audit.models import Record
from klyngeokonomi.refused import Refused
from tests.factories.bank_files import back, block_out, camt053, out
from tests.factories.clusters import fund
from tests.factories.expenses import card_purchase, endorse, voucher_at
from tests.factories.payments import batch_of, paying_account, sent
from tests.people import make_people


@pytest.fixture
def people(db):
    people = make_people()
    fund(people.cluster, "10000.00", by=people.sara)
    paying_account()
    return people


def asked(content) -> BankQuestion:
    receive_bank_file("udtog.xml", content, by=bank_user())
    return BankQuestion.objects.latest("pk")


def answer(question, given, by, note="Talt med banken.", **chosen):
    return answer_question(question, given, by=by, note=note, **chosen)


def test_a_sum_of_several_payments_is_named_by_a_person(people):
    vouchers = [voucher_at(VoucherState.APPROVED, people, amount=one) for one in ("100.00", "50.00", "7.00")]
    batch = sent(batch_of(*vouchers, people=people), people=people)
    question = asked(camt053(block_out("B1", batch.message_id, "150.00")))
    first, second, third = batch.payments.order_by("pk")
    with pytest.raises(Refused, match=r"Det valgte giver 107,00\skr., og linjen lyder på 150,00\skr."):
        answer(question, AnswerToQuestion.PAYMENT, people.sara, payments=[first, third])
    with pytest.raises(Refused, match="Skriv en forklaring"):
        answer(question, AnswerToQuestion.PAYMENT, people.sara, note=" ", payments=[first, second])
    assert reconciled_on(people.cluster.pk) is None
    answer(question, AnswerToQuestion.PAYMENT, people.sara, payments=[first, second])
    assert [one.state for one in batch.payments.order_by("pk")] == ["paid", "paid", "scheduled"]
    question.refresh_from_db()
    assert (question.answered_by, question.line.outcome) == (people.sara, "explained")
    assert "Talt med banken." in Record.objects.get(act="bank_question_answered").text
    with pytest.raises(Refused, match="Spørgsmålet er besvaret"):
        answer(question, AnswerToQuestion.NOT_OURS, people.sune)


def test_nobody_answers_about_their_own_money_and_only_the_secretariat_answers(people):
    voucher = voucher_at(VoucherState.APPROVED, people, amount="100.00")
    payment = sent(batch_of(voucher, people=people), people=people).payments.get()
    question = asked(camt053(block_out("B1", "", "100.00")))
    payment.voucher.claimant_id = people.sara.person_id
    assert why_not_answer_question(people.sara, [payment]) == OWN_PAYMENT
    assert why_not_answer_question(people.sune, [payment]) is None
    with pytest.raises(Refused):
        answer(question, AnswerToQuestion.NOT_OURS, people.karen)
    with pytest.raises(Refused):
        answer(question, AnswerToQuestion.NOT_OURS, people.rikke)


def test_the_regions_payment_is_seen_to_have_come_once(people):
    fund(people.other_cluster, "2500.00", by=people.sara, payment="2026b")
    movements = list(Movement.objects.filter(kind="allotment").order_by("-pk")[:1])
    first = asked(camt053(back("B1", "", f"{movements[0].amount}", "")))
    answer(first, AnswerToQuestion.ALLOTMENT, people.sara, movements=movements)
    assert ExplainedLine.objects.get().line == first.line
    opening = f"{first.line.statement.closing}"
    again = asked(camt053(back("B2", "", f"{movements[0].amount}", ""), number=2, opening=opening))
    with pytest.raises(Refused, match="forklarer allerede en anden linje"):
        answer(again, AnswerToQuestion.ALLOTMENT, people.sara, movements=movements)
    answer(again, AnswerToQuestion.NOT_OURS, people.sara)
    assert reconciled_on(people.cluster.pk) is not None


def test_the_banks_line_for_the_cards_pays_the_purchases_behind_it(people):
    voucher = submit_voucher(card_purchase(people, amount="300.00"), by=people.mette)
    endorse(voucher, by=people.karen)
    question = asked(camt053(out("B1", "", "300.00")))
    with pytest.raises(Refused, match="er «hos PLO» og kan ikke"):
        answer(question, AnswerToQuestion.CARD, people.sara, vouchers=[voucher])
    approve_voucher(voucher, by=people.sara)
    answer(question, AnswerToQuestion.CARD, people.sara, vouchers=[voucher])
    voucher.refresh_from_db()
    account = Account.objects.get(cluster=people.cluster)
    assert (voucher.state, str(account.paid), str(account.reserved)) == ("paid", "300.00", "0.00")
    assert ExplainedLine.objects.get().movement.reference == f"voucher:{voucher.pk}:settle"
