"""The bank's answers to a payment file, level by level."""

from decimal import Decimal

import pytest

from approvals.payment_files import pain002
from approvals.payment_files.lines import AnswerLevel, AnswerStatus, Unreadable
from approvals.payment_files.reasons import REASONS, reason
from tests.approvals.payment_files.bank_answers import block, group, line, report, statements, why
from tests.approvals.payment_files.batches import GOLDEN


def refusal(content: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        pain002.read(content)
    return str(refused.value)


def test_a_file_accepted_in_part_is_answered_line_by_line():
    found = pain002.read((GOLDEN / "pain002_part.xml").read_bytes())
    assert (found.message_id, found.original_message_id) == ("PROEVEBANK-77", "KLYNGE-K2026-0001")
    assert (found.number_of_payments, found.control_sum) == (3, Decimal("606.06"))
    assert [(one.level, one.status, one.end_to_end_id) for one in found.answers] == [
        (AnswerLevel.GROUP, AnswerStatus.PARTLY, ""),
        (AnswerLevel.BLOCK, AnswerStatus.PARTLY, ""),
        (AnswerLevel.LINE, AnswerStatus.ACCEPTED, "2026-00001-1"),
        (AnswerLevel.LINE, AnswerStatus.REJECTED, "2026-00002-1"),
        (AnswerLevel.BLOCK, AnswerStatus.ACCEPTED, ""),
    ]
    rejected = found.answers[3]
    assert rejected.payment_info_id == "KLYNGE-K2026-0001-BANK"
    assert (rejected.reason_code, rejected.amount, rejected.currency) == ("AC04", Decimal("202.02"), "DKK")
    assert rejected.reason_text == (
        "Kontoen er lukket. Bed modtageren om en ny. Banken skriver: «Konto opgjort 1. november»"
    )


def test_a_file_refused_whole_says_why():
    (answer,) = pain002.read(report(group("RJCT", why("DU01")))).answers
    assert (answer.level, answer.status, answer.code) == (AnswerLevel.GROUP, AnswerStatus.REJECTED, "RJCT")
    assert answer.reason_text == "Filens nummer er brugt før. Filen er sendt til banken allerede."


def test_a_block_refused_names_itself():
    (answer,) = pain002.read(report(group(""), block(status="RJCT", reason=why("AM04")))).answers
    assert (answer.level, answer.payment_info_id) == (AnswerLevel.BLOCK, "KLYNGE-K2026-0001-BANK")
    assert answer.reason_text.startswith("Der er ikke penge nok på kontoen.")


@pytest.mark.parametrize(
    ("code", "status"),
    [
        *[(code, AnswerStatus.ACCEPTED) for code in ("ACTC", "ACCP", "ACSP", "ACWC")],
        *[("ACSC", AnswerStatus.SETTLED), ("RJCT", AnswerStatus.REJECTED), ("PART", AnswerStatus.PARTLY)],
        *[("PDNG", AnswerStatus.PENDING), ("RCVD", AnswerStatus.PENDING)],
    ],
)
def test_what_each_status_means(code, status):
    (answer,) = pain002.read(report(group(""), block(line(1, code), status=""))).answers
    assert (answer.status, answer.code) == (status, code)


def test_a_rejection_without_a_word_says_so():
    (answer,) = pain002.read(report(group("RJCT"))).answers
    assert answer.reason_text == "Banken har ikke sagt hvorfor. Spørg banken."
    (answer,) = pain002.read(report(group("ACCP"))).answers
    assert answer.reason_text == ""


@pytest.mark.parametrize(
    ("code", "words", "sentence"),
    [
        ("NARR", "Kontakt os", "Banken skriver: «Kontakt os»"),
        ("", "Kontakt os", "Banken skriver: «Kontakt os»"),
        ("XX99", "", "Banken giver grunden «XX99». Spørg banken, hvad den betyder."),
        ("MS03", "", "Banken har afvist betalingen uden at sige hvorfor. Spørg banken."),
    ],
)
def test_reasons_in_danish(code, words, sentence):
    assert reason(code, words) == sentence


def test_the_reasons_asked_for_are_there():
    assert {"AC01", "AC04", "AM04", "AM05", "BE01", "BE05", "BE06", "MS03", "NARR"} <= set(REASONS)
    assert all(sentence.endswith(".") for sentence in REASONS.values())


def test_the_words_of_a_bank_are_put_together_and_cut():
    (answer,) = pain002.read(report(group("RJCT", why("NARR", "Kontakt ", " os", "x" * 400)))).answers
    assert answer.reason_text.startswith("Banken skriver: «Kontakt os xxx")
    assert len(answer.reason_text) < 330


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (report(), "Svaret siger ikke, hvilken betalingsfil det hører til. Spørg banken."),
        (report(group("")), "Svaret siger intet om betalingerne. Spørg banken."),
        (
            report(group("JATAK")),
            "Banken svarer «JATAK», og det kendes ikke her. Spørg banken, hvad det betyder.",
        ),
        (
            report(group(""), block(line(1, ""))),
            "Betaling 2026-00001-1 mangler sin status i svaret. Spørg banken.",
        ),
        (report(group(counted="mange")), "Antallet «mange» i svaret kan ikke læses. Hent filen igen."),
        (report(group(summed="1,00")), "Summen «1,00» i svaret kan ikke læses. Hent filen igen."),
        (
            report(group(""), block(line(1, "ACCP", paid="-1"))),
            "Beløbet «-1 DKK» kan ikke læses. Hent filen igen.",
        ),
        (
            statements(),
            "Filen er et kontoudtog, og her læses bankens svar på betalinger (pain.002).",
        ),
        (
            report(group(), version="01"),
            "Filen er pain.002.001.01. Bed banken om pain.002 i version 03 eller 10.",
        ),
        (
            b"<Document xmlns='urn:prv'><a/></Document>",
            "Filen er ikke fra en bank. Hent bankens svar på betalinger i netbanken som pain.002, og send den.",
        ),
        (b"hej", "Filen er ikke gyldig XML. Hent den igen, og send den, som den er."),
    ],
)
def test_what_is_not_understood_is_refused_whole(content, sentence):
    assert refusal(content) == sentence


def test_a_payment_without_its_id_is_refused():
    content = report(group(""), block(line(1, "ACCP").replace("2026-00001-1", "")))
    assert refusal(content) == "En betaling i svaret mangler sit betalings-id. Spørg banken."
