"""A pain.002 held against the run it answers: what is accepted, what is refused, and what a person must be asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from approvals.enums import QuestionKind
from approvals.payment_files.lines import AnswerLevel, AnswerStatus, PaymentAnswer, PaymentAnswers
from approvals.payment_files.ours import Doubt, OurPayment
from approvals.states import UNANSWERED, PaymentState
from klyngeokonomi.money import format_kr

USED_BEFORE = {"DU01", "DUPL", "AM05", "DU02", "DU03", "DU04"}
"""The bank has had this file, block or payment before: that says nothing of the first."""
SENT_BEFORE = "Banken siger, at den har fået {what} før. Den første gælder; spørg banken, hvis den mangler."
ACCEPTING = (AnswerStatus.ACCEPTED, AnswerStatus.SETTLED)
REFUSED = "Banken har afvist betalingen."


@dataclass
class Judgement:
    accepted: list[OurPayment] = field(default_factory=list)
    refused: list[tuple[OurPayment, PaymentAnswer]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def judge_answers(
    said: PaymentAnswers, payments: Sequence[OurPayment], *, count: int, control_sum: Decimal
) -> Judgement:
    """The nearest answer counts: of the payment, else of its block, else of the whole file.

    When the bank's count or sum is not ours, the file it answers is not the one we made: nothing is taken from it.
    """
    found = Judgement()
    if doubt := _totals(said, count, control_sum):
        found.doubts.append(doubt)
        return found
    by_id = {one.end_to_end_id: one for one in payments}
    lines: dict[str, PaymentAnswer] = {}
    for answer in (one for one in said.answers if one.level == AnswerLevel.LINE):
        name = answer.end_to_end_id
        if name not in by_id:
            sentence = f"Banken svarer på {name}, som ikke er i kørslen."
            found.doubts.append(Doubt(QuestionKind.UNKNOWN, sentence))
        elif name in lines and lines[name].status != answer.status:
            sentence = f"Banken giver to forskellige svar på {name} i samme fil."
            found.doubts.append(Doubt(QuestionKind.STATUS, sentence, by_id[name].pk))
            lines[name] = _undecided(answer)
        else:
            lines[name] = answer
    blocks = {one.payment_info_id: one for one in said.answers if one.level == AnswerLevel.BLOCK}
    group = next((one for one in said.answers if one.level == AnswerLevel.GROUP), None)
    if group and _is_said_before(group):
        found.doubts.append(Doubt(QuestionKind.LATE, SENT_BEFORE.format(what="filen")))
        group = None
    for name in [one for one, answer in blocks.items() if _is_said_before(answer)]:
        found.doubts.append(Doubt(QuestionKind.LATE, SENT_BEFORE.format(what=f"blokken {name}")))
        blocks[name] = _undecided(blocks[name])
    for payment in payments:
        nearest = lines.get(payment.end_to_end_id) or blocks.get(payment.block) or group
        if nearest is not None:
            _judge(found, payment, nearest)
    return found


def _totals(said: PaymentAnswers, count: int, control_sum: Decimal) -> Doubt | None:
    if said.number_of_payments not in (None, count):
        told = f"{said.number_of_payments} betalinger, og vi sendte {count}"
    elif said.control_sum not in (None, control_sum):
        told = f"{format_kr(said.control_sum)}, og vi sendte {format_kr(control_sum)}"
    else:
        return None
    return Doubt(
        QuestionKind.TOTALS, f"Banken har fået {told}. Er filen ændret på vejen? Intet er taget fra svaret."
    )


def _is_said_before(answer: PaymentAnswer) -> bool:
    return answer.status == AnswerStatus.REJECTED and answer.reason_code in USED_BEFORE


def _judge(found: Judgement, payment: OurPayment, answer: PaymentAnswer) -> None:
    if doubt := _doubt(payment, answer):
        found.doubts.append(doubt)
    elif answer.status == AnswerStatus.REJECTED and payment.state in UNANSWERED:
        found.refused.append((payment, answer))
    elif answer.status in ACCEPTING and payment.state == PaymentState.SCHEDULED:
        found.accepted.append(payment)


def _doubt(payment: OurPayment, answer: PaymentAnswer) -> Doubt | None:
    """None too for what was said before: an answer that comes again changes nothing."""
    name, word = payment.end_to_end_id, PaymentState(payment.state).label.lower()
    if not payment.is_with_bank:
        return Doubt(QuestionKind.UNKNOWN, f"Banken svarer på {name}, som ikke er frigivet.", payment.pk)
    if answer.level == AnswerLevel.LINE and answer.currency not in ("", "DKK"):
        sentence = f"Banken svarer på {name} i {answer.currency}, og den er i kroner."
        return Doubt(QuestionKind.CURRENCY, sentence, payment.pk)
    if answer.level == AnswerLevel.LINE and answer.amount not in (None, payment.amount):
        sentence = f"Banken svarer på {name} med {format_kr(answer.amount)}; den lyder på {format_kr(payment.amount)}"
        return Doubt(QuestionKind.AMOUNT, sentence, payment.pk)
    if _is_said_before(answer) and payment.state in UNANSWERED:
        return Doubt(QuestionKind.LATE, SENT_BEFORE.format(what=f"betalingen {name}"), payment.pk)
    if answer.status == AnswerStatus.REJECTED and payment.state == PaymentState.PAID:
        sentence = f"Banken afviser nu {name}, som hos os er «{word}»: {answer.reason_text or REFUSED}"
        return Doubt(QuestionKind.LATE, sentence[:500], payment.pk)
    if answer.status in ACCEPTING and payment.state in (PaymentState.BOUNCED, PaymentState.CANCELLED):
        return Doubt(QuestionKind.LATE, f"Banken tager nu imod {name}, som hos os er «{word}».", payment.pk)
    return None


def _undecided(answer: PaymentAnswer) -> PaymentAnswer:
    return PaymentAnswer(
        level=answer.level,
        status=AnswerStatus.PENDING,
        code=answer.code,
        message_id=answer.message_id,
        end_to_end_id=answer.end_to_end_id,
    )
