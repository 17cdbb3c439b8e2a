"""Statements of account from the bank: whole or not at all."""

import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from approvals.payment_files import camt053
from approvals.payment_files.lines import EntryStatus, StatementEntry, Unreadable
from tests.approvals.payment_files.bank_answers import (
    balance,
    detail,
    entry,
    report,
    returned,
    statement,
    statements,
)
from tests.approvals.payment_files.batches import GOLDEN

OTHERS = Path(__file__).parents[4] / "shared" / "data" / "bank"
"""Files of foreign banks, where the workplace has them."""


def refusal(content: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        camt053.read(content)
    return str(refused.value)


def only_entry(*entries: str, closing: str) -> StatementEntry:
    (found,) = camt053.read(statements(statement(*entries, closing=closing)))
    (one,) = found.entries
    return one


def test_a_day_with_a_batch_a_return_a_fee_and_money_in():
    (found,) = camt053.read((GOLDEN / "camt053_day.xml").read_bytes())
    assert (found.statement_id, found.account, found.currency) == ("UDTOG-118", "00010000001234", "DKK")
    assert (found.opening, found.closing) == (Decimal("10000.00"), Decimal("11005.06"))
    assert found.from_date == found.to_date == datetime.date(2026, 11, 24)
    batch, back, fee, income, announced = found.entries
    assert (batch.amount, batch.payment_info_id) == (Decimal("-606.06"), "KLYNGE-K2026-0001-BANK")
    assert [(one.end_to_end_id, one.amount, one.counterparty) for one in batch.singles] == [
        ("2026-00001-1", Decimal("-101.01"), "Prøve Personsen 1"),
        ("2026-00002-1", Decimal("-202.02"), "Prøve Personsen 2"),
        ("2026-00003-1", Decimal("-303.03"), "Prøve Personsen 3"),
    ]
    assert (back.end_to_end_id, back.return_code) == ("2026-00002-1", "AC04")
    assert back.return_reason == "Kontoen er lukket. Bed modtageren om en ny."
    assert back.counterparty == "Prøve Personsen 2"
    assert (fee.text, fee.end_to_end_id, fee.singles) == ("Gebyr", "", (fee,))
    assert (income.counterparty, income.structured_reference) == ("Region Prøveland", "RF18539007547034")
    assert (announced.status, announced.amount) == (EntryStatus.PENDING, Decimal("-75.00"))


def test_each_line_has_a_reference_of_its_own_and_the_same_each_time():
    content = (GOLDEN / "camt053_day.xml").read_bytes()
    (found,), (again,) = camt053.read(content), camt053.read(content)
    references = [one.bank_reference for entry in found.entries for one in (entry, *entry.parts)]
    assert len(set(references)) == len(references) == 8
    assert references[0] == "PB-1001"
    assert references[1] == "PB-1001/1"
    assert found == again


def test_a_number_counts_within_its_statement_alone():
    first = only_entry(entry("5.00", number="1"), closing="1005.00")
    assert first.bank_reference == "00010000001234:UDTOG-1:1"


def test_without_a_reference_the_facts_and_the_place_are_one():
    same = entry("5.00", detail("", name="Prøve"))
    (found,) = camt053.read(statements(statement(same, same, closing="1010.00")))
    one, two = (line.bank_reference for line in found.entries)
    assert one != two
    assert one.startswith("#")


def test_a_reference_the_bank_used_twice_is_told_apart():
    same = entry("5.00", reference="PB-1")
    (found,) = camt053.read(statements(statement(same, same, closing="1010.00")))
    assert [line.bank_reference for line in found.entries] == ["PB-1", "PB-1~2"]


def test_money_in_another_currency_is_kept_and_not_summed():
    foreign = only_entry(entry("-50.00", currency="EUR", reference="PB-1"), closing="1000.00")
    assert (foreign.amount, foreign.currency) == (Decimal("-50.00"), "EUR")


def test_what_was_exchanged_is_told():
    exchanged = detail(
        "2026-00001-1", "", '<AmtDtls><InstdAmt><Amt Ccy="EUR">13.40</Amt></InstdAmt></AmtDtls>'
    )
    found = only_entry(entry("-100.00", exchanged), closing="900.00")
    assert (found.original_amount, found.original_currency) == (Decimal("13.40"), "EUR")
    assert found.end_to_end_id == "2026-00001-1"


@pytest.mark.parametrize(
    "details",
    [
        [detail("a-1", "60.00"), detail("b-1", "30.00")],
        [detail("a-1", "60.00"), detail("b-1")],
        [detail("a-1", "60.00"), detail("b-1", "40.00", currency="EUR")],
    ],
    ids=["sum", "amount", "currency"],
)
def test_details_that_do_not_add_up_are_left_out_and_said(details):
    found = only_entry(entry("-100.00", *details), closing="900.00")
    assert (found.is_unexplained, found.parts, found.end_to_end_id) == (True, (), "")


def test_a_reversal_goes_the_way_the_bank_says():
    found = only_entry(entry("20.00", more="<RvslInd>true</RvslInd>"), closing="1020.00")
    assert (found.is_reversal, found.amount) == (True, Decimal("20.00"))


@pytest.mark.parametrize("given", ["NOTPROVIDED", "notprovided", ""])
def test_an_id_nobody_gave_is_none(given):
    assert only_entry(entry("1.00", detail(given)), closing="1001.00").end_to_end_id == ""


def test_several_statements_and_the_newer_form():
    newer = statement(
        entry(
            "-10.00",
            detail("a-1", name="Prøve"),
            status="<Cd>BOOK</Cd>",
        ),
        opening="990.00",
        closing="980.00",
        number=2,
    )
    newer = newer.replace("OPBD", "PRCD").replace("<Nm>Prøve</Nm>", "<Pty><Nm>Prøve</Nm></Pty>")
    first, second = camt053.read(statements(statement(), newer, version="08"))
    assert (first.entries, second.opening) == ((), Decimal("990.00"))
    assert second.entries[0].counterparty == "Prøve"


def test_the_reason_of_a_return_in_the_bank_s_own_words():
    back = detail("2026-00001-1", "", returned("MS03", "Modtager oplyst forkert"))
    assert only_entry(entry("10.00", back), closing="1010.00").return_reason == (
        "Banken har afvist betalingen uden at sige hvorfor. Spørg banken. Banken skriver: «Modtager oplyst forkert»"
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            statements(statement(entry("-10.00"), closing="1000.00")),
            "Kontoudtog UDTOG-1: primo 1000.00 plus bevægelserne giver 990.00, og banken skriver 1000.00 DKK. "
            "Intet er læst. Hent filen igen.",
        ),
        (statements(), "Filen har intet kontoudtog. Hent den igen i netbanken."),
        (
            statements(statement().replace("OPBD", "ITBD")),
            "Kontoudtog UDTOG-1 mangler saldo primo. Hent det for hele dage i netbanken.",
        ),
        (
            statements(statement().replace("CLBD", "CLAV")),
            "Kontoudtog UDTOG-1 mangler saldo ultimo. Hent det for hele dage i netbanken.",
        ),
        (
            statements(statement().replace(balance("OPBD", "1000.00"), balance("OPBD", "1000.00", "EUR"))),
            "Kontoudtog UDTOG-1 har saldi i flere valutaer. Spørg banken.",
        ),
        (
            statements(statement().replace("00010000001234", "")),
            "Et kontoudtog i filen mangler nummer eller konto. Hent den igen i netbanken.",
        ),
        (
            statements(statement().replace("2026-11-24T23", "2026-11-23T23")),
            "Kontoudtog UDTOG-1 slutter, før det begynder. Hent filen igen.",
        ),
        (
            statements(statement(entry("1.00", status="MÅSKE"))),
            "Linje 1 i kontoudtoget mangler beløb eller status. Hent filen igen.",
        ),
        (
            statements(statement(entry("1.00").replace("CRDT", "BEGGE"))),
            "En linje i kontoudtoget siger ikke, om pengene kom eller gik. Hent filen igen.",
        ),
        (
            statements(statement(entry("1.00").replace("BookgDt", "Dagen"))),
            "Linje 1 i kontoudtoget mangler bogføringsdag. Hent filen igen.",
        ),
        (
            statements(statement(entry("1.00").replace("2026-11-24", "2026-13-24"))),
            "Datoen «2026-13-24» kan ikke læses. Hent filen igen.",
        ),
        (
            statements(statement(entry("1.005"))),
            "Beløbet 1.005 kr. har brøkdele af ører. Hent filen igen.",
        ),
        (
            statements(statement(entry("1e3"))),
            "Beløbet «1e3 DKK» kan ikke læses. Hent filen igen.",
        ),
        (report(), "Filen er bankens svar på betalinger, og her læses et kontoudtog (camt.053)."),
        (
            statements(version="01"),
            "Filen er camt.053.001.01. Bed banken om camt.053 i version 02 eller 03 eller 04 eller 05 eller 06 "
            "eller 07 eller 08.",
        ),
    ],
)
def test_what_is_not_understood_is_refused_whole(content, sentence):
    assert refusal(content) == sentence


@pytest.mark.skipif(not OTHERS.is_dir(), reason="the files of foreign banks are not here")
def test_files_of_foreign_banks_are_read_and_refused_where_they_do_not_hold():
    (swiss,) = camt053.read((OTHERS / "test-camt053-txdtls.xml").read_bytes())
    assert (swiss.account, swiss.currency) == ("CH1111000000123456789", "CHF")
    assert [one.amount for one in swiss.entries[0].parts] == [Decimal("2187.00"), Decimal("1296.00")]
    content = (OTHERS / "test-camt053.xml").read_bytes()
    (dutch,) = camt053.statements_in(content)
    assert [one.amount for one in dutch.entries] == [
        Decimal("-754.25"),
        Decimal("-664.05"),
        Decimal("1405.31"),
    ]
    assert dutch.entries[1].parts[0].return_code == "AC06"
    assert refusal(content) == (
        "Kontoudtog 1234Test/1: primo 15568.27 plus bevægelserne giver 15555.28, og banken skriver 15121.12 EUR. "
        "Intet er læst. Hent filen igen."
    )
