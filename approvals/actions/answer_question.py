"""A person in the secretariat says what the bank's line or answer was about: once, with a reason, and logged."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone

from approvals.actions.bounce_payment import bounce_payment
from approvals.actions.locked_batch import locked_payments
from approvals.actions.settle_card import settle_card
from approvals.actions.settle_payment import Settlement, settle_locked
from approvals.enums import AnswerToQuestion, LineOutcome
from approvals.models import BankLine, BankQuestion, ExplainedLine, Payment
from approvals.permissions import why_not_answer_question
from approvals.states import UNANSWERED, PaymentState
from clusters.enums import MovementKind
from clusters.models import Movement
from expenses.models import Voucher
from klyngeokonomi import faults
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.danish.cpr_in_text import holds_cpr
from klyngeokonomi.free_text import NO_CPR
from klyngeokonomi.money import ZERO, format_kr
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User

NO_LINE = "Spørgsmålet handler ikke om en linje på kontoen, så der er ingen penge at føre."
ANSWERED = "En af betalingerne venter ikke længere på banken."
NO_NOTE = "Skriv en forklaring, så revisor kan se, hvad det var."


@act
def answer_question(
    question: BankQuestion,
    answer: AnswerToQuestion,
    *,
    by: "User",
    note: str,
    payments: Sequence[Payment] = (),
    movements: Sequence[Movement] = (),
    vouchers: Sequence[Voucher] = (),
) -> BankQuestion:
    """What is named must add up to the line, to the øre. Raises Refused, also when somebody has answered before."""
    line = _locked_line(question)
    question = BankQuestion.objects.select_for_update(of=("self",)).get(pk=question.pk)
    if question.answer:
        raise Refused("Spørgsmålet er besvaret. Hent siden igen.")
    if holds_cpr(note) or not note.strip():
        raise Refused(NO_CPR if note.strip() else NO_NOTE)
    if answer == AnswerToQuestion.UNPAID:
        payments = _asked_about(question)
    held = locked_payments([one.pk for one in payments])
    if sentence := why_not_answer_question(by, held, vouchers):
        raise Refused(sentence, on=question, tried="Svar på spørgsmål om banken")
    if answer == AnswerToQuestion.PAYMENT:
        _payments(_needed(line), held, by=by, note=note)
    elif answer == AnswerToQuestion.UNPAID:
        _unpaid(held, by=by, note=note)
    elif answer == AnswerToQuestion.ALLOTMENT:
        _allotments(_needed(line), movements)
    elif answer == AnswerToQuestion.CARD:
        _explain(_needed(line), settle_card(vouchers, by=by, total=-_needed(line).amount))
    faults.point("question.carried_out")
    question.answer, question.note = answer, note.strip()[:500]
    question.answered_by, question.answered_at = by, timezone.now()
    question.save(update_fields=["answer", "note", "answered_by", "answered_at"])
    if line is not None:
        line.outcome = LineOutcome.EXPLAINED
        line.save(update_fields=["outcome"])
    text = f"{question.sentence} Svar: {question.get_answer_display()}. {question.note}"
    record("bank_question_answered", by=by, subject=question, text=text)
    return question


def _locked_line(question: BankQuestion) -> BankLine | None:
    """The account line is locked before the payments, as when it was read."""
    return BankLine.objects.select_for_update(of=("self",)).filter(questions=question.pk).first()


def _needed(line: BankLine | None) -> BankLine:
    if line is None:
        raise Refused(NO_LINE)
    if line.currency != "DKK":
        raise Refused(f"Linjen er i {line.currency}. Bed banken om beløbet i kroner.")
    return line


def _adds_up(line: BankLine, amounts: Sequence[Decimal]) -> None:
    total = sum(amounts, ZERO)
    if not amounts or total != abs(line.amount):
        raise Refused(
            f"Det valgte giver {format_kr(total)}, og linjen lyder på {format_kr(abs(line.amount))}"
        )


def _payments(line: BankLine, payments: Sequence[Payment], *, by: "User", note: str) -> None:
    """Money out pays them; money in is one payment that came back."""
    _adds_up(line, [one.amount for one in payments])
    reference = line.bank_reference[:100]
    if line.amount < 0:
        if any(one.state not in UNANSWERED for one in payments):
            raise Refused(ANSWERED)
        settle_locked([Settlement(one, line.booked_on, reference) for one in payments], by=by)
    elif len(payments) != 1 or payments[0].state != PaymentState.PAID:
        raise Refused("Penge, der kommer tilbage, hører til én betaling, som er udbetalt.")
    else:
        bounce_payment(payments[0], by=by, reason=note.strip()[:500], bank_reference=reference)
    line.payments.add(*payments)


def _asked_about(question: BankQuestion) -> list[Payment]:
    """What an answer of the bank left in doubt; a line of the account tells of money that moved."""
    if question.line_id is not None or question.payment is None:
        raise Refused("Spørgsmålet handler ikke om en betaling, som banken kan have ladet være med.")
    return [question.payment]


def _unpaid(payments: Sequence[Payment], *, by: "User", note: str) -> None:
    """The bank has told a person that it never paid: the voucher can be paid anew."""
    if any(one.state not in UNANSWERED for one in payments):
        raise Refused(ANSWERED)
    for payment in payments:
        bounce_payment(payment, by=by, reason=note.strip()[:500])


def _allotments(line: BankLine, movements: Sequence[Movement]) -> None:
    """The region's money has been booked, cluster by cluster; here it is seen to have come."""
    if any(one.kind != MovementKind.ALLOTMENT for one in movements) or line.amount < 0:
        raise Refused("Vælg de tildelinger, som pengene er.")
    _adds_up(line, [one.amount for one in movements])
    _explain(line, movements)


def _explain(line: BankLine, movements: Sequence[Movement]) -> None:
    if ExplainedLine.objects.filter(movement__in=movements).exists():
        raise Refused("En af bevægelserne forklarer allerede en anden linje.")
    ExplainedLine.objects.bulk_create(ExplainedLine(line=line, movement=one) for one in movements)
