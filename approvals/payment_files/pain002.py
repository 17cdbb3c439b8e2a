"""The bank's answer to a payment file (pain.002): for the whole, for a block, for each payment, as far as it goes."""

import re
from collections.abc import Iterator
from decimal import Decimal
from xml.etree.ElementTree import Element

from approvals.payment_files.bank_xml import amount, message, said
from approvals.payment_files.lines import (
    AnswerLevel,
    AnswerStatus,
    PaymentAnswer,
    PaymentAnswers,
    Unreadable,
)
from approvals.payment_files.reasons import reason

VERSIONS = ("03", "10")
STATUSES = {
    "RCVD": AnswerStatus.PENDING,
    "PDNG": AnswerStatus.PENDING,
    "PATC": AnswerStatus.PENDING,
    "ACTC": AnswerStatus.ACCEPTED,
    "ACCP": AnswerStatus.ACCEPTED,
    "ACSP": AnswerStatus.ACCEPTED,
    "ACWC": AnswerStatus.ACCEPTED,
    "ACFC": AnswerStatus.ACCEPTED,
    "ACSC": AnswerStatus.SETTLED,
    "ACCC": AnswerStatus.SETTLED,
    "RJCT": AnswerStatus.REJECTED,
    "CANC": AnswerStatus.REJECTED,
    "PART": AnswerStatus.PARTLY,
}
_NUMBER = re.compile(r"\d{1,15}", re.ASCII)
_SUM = re.compile(r"\d{1,16}(\.\d{1,2}0*)?", re.ASCII)


def read(content: bytes) -> PaymentAnswers:
    """Raises Unreadable: nothing is taken from a file of which a part is not understood."""
    report = message(content, "pain.002", VERSIONS)
    group = report.find("OrgnlGrpInfAndSts")
    original = said(group, "OrgnlMsgId")
    if not original:
        raise Unreadable("Svaret siger ikke, hvilken betalingsfil det hører til. Spørg banken.")
    answers = [*_answers(report, group, original)]
    if not answers:
        raise Unreadable("Svaret siger intet om betalingerne. Spørg banken.")
    return PaymentAnswers(
        message_id=said(report, "GrpHdr/MsgId"),
        original_message_id=original,
        number_of_payments=_number(said(group, "OrgnlNbOfTxs")),
        control_sum=_sum(said(group, "OrgnlCtrlSum")),
        answers=tuple(answers),
    )


def _answers(report: Element, group: Element | None, original: str) -> Iterator[PaymentAnswer]:
    if group is not None and said(group, "GrpSts"):
        yield _answer(AnswerLevel.GROUP, group, "GrpSts", message_id=original)
    for block in report.iterfind("OrgnlPmtInfAndSts"):
        block_id = said(block, "OrgnlPmtInfId")
        if said(block, "PmtInfSts"):
            yield _answer(
                AnswerLevel.BLOCK, block, "PmtInfSts", message_id=original, payment_info_id=block_id
            )
        for line in block.iterfind("TxInfAndSts"):
            end_to_end_id = said(line, "OrgnlEndToEndId")
            if not end_to_end_id:
                raise Unreadable("En betaling i svaret mangler sit betalings-id. Spørg banken.")
            yield _answer(
                AnswerLevel.LINE,
                line,
                "TxSts",
                message_id=original,
                payment_info_id=block_id,
                end_to_end_id=end_to_end_id,
            )


def _answer(level: AnswerLevel, element: Element, status: str, **ids: str) -> PaymentAnswer:
    code = said(element, status)
    if not code:
        raise Unreadable(f"Betaling {ids['end_to_end_id']} mangler sin status i svaret. Spørg banken.")
    if code not in STATUSES:
        raise Unreadable(
            f"Banken svarer «{code[:20]}», og det kendes ikke her. Spørg banken, hvad det betyder."
        )
    why = element.find("StsRsnInf")
    reason_code = said(why, "Rsn/Cd", "Rsn/Prtry")
    words = " ".join(" ".join((one.text or "").split()) for one in element.iterfind("StsRsnInf/AddtlInf"))
    rejected = STATUSES[code] is AnswerStatus.REJECTED
    paid = amount(element.find("OrgnlTxRef/Amt/InstdAmt"))
    return PaymentAnswer(
        level=level,
        status=STATUSES[code],
        code=code,
        reason_code=reason_code,
        reason_text=reason(reason_code, words) if rejected or reason_code or words else "",
        bank_reference=said(element, "AcctSvcrRef"),
        amount=paid[0] if paid else None,
        currency=paid[1] if paid else "",
        **ids,
    )


def _number(text: str) -> int | None:
    if text and not _NUMBER.fullmatch(text):
        raise Unreadable(f"Antallet «{text[:30]}» i svaret kan ikke læses. Hent filen igen.")
    return int(text) if text else None


def _sum(text: str) -> Decimal | None:
    if text and not _SUM.fullmatch(text):
        raise Unreadable(f"Summen «{text[:30]}» i svaret kan ikke læses. Hent filen igen.")
    return Decimal(text) if text else None
