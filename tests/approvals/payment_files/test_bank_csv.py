"""The CSV of a Danish bank, in the forms the banks give it."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from approvals.payment_files import bank_csv
from approvals.payment_files.csv_table import NOT_READ
from approvals.payment_files.lines import StatementFacts, Unreadable
from tests.approvals.payment_files.bank_answers import table
from tests.approvals.payment_files.batches import GOLDEN

ACCOUNT = "00010000001234"
OLD = ("23-11-2026", "Gebyr", "-20,00", "1.980,00")
PAID = ("24-11-2026", "Prøve Personsen 2026-00001-1", "-1.101,01", "878,99")
IN = ("24-11-2026", "Région Prøveland æøå", "1.000,00", "1.878,99")


def read(content: bytes) -> StatementFacts:
    return bank_csv.read(content, account=ACCOUNT)


def refusal(content: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        read(content)
    return str(refused.value)


@pytest.mark.parametrize("name", ["bank_newest_first.csv", "bank_oldest_first.csv"])
def test_a_file_of_either_order_is_the_same_statement(name):
    found = read((GOLDEN / name).read_bytes())
    assert (found.opening, found.closing) == (Decimal("2000.00"), Decimal("1878.99"))
    assert (found.from_date, found.to_date) == (datetime.date(2026, 11, 23), datetime.date(2026, 11, 24))
    assert [(one.amount, one.end_to_end_id, one.text) for one in found.entries] == [
        (Decimal("-20.00"), "", "Gebyr"),
        (Decimal("-1101.01"), "2026-00001-1", "Prøve Personsen 2026-00001-1"),
        (Decimal("1000.00"), "", "Région Prøveland æøå"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "iso-8859-1", "windows-1252"])
def test_letters_in_every_encoding_a_bank_uses(encoding):
    assert read(table(OLD, PAID, IN, encoding=encoding)).entries[2].text == "Région Prøveland æøå"


@pytest.mark.parametrize("day", ["23.11.2026", "23/11/2026", "2026-11-23", "2026/11/23"])
def test_days_in_every_form(day):
    assert read(table((day, *OLD[1:]))).from_date == datetime.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("-20", "-20"),
        ("20,00-", "-20"),
        ("−20,0", "-20"),
        ("+20,00", "20"),
        ("1.020,50", "1020.50"),
        ("0,01", "0.01"),
        ("20.00", "20"),
    ],
)
def test_amounts_in_every_form(written, value):
    assert read(table(("23-11-2026", "x", written, "500,00"), encoding="utf-8")).entries[0].amount == Decimal(
        value
    )


def test_other_names_more_columns_and_quotes():
    head = '"Bogføringsdato";"Valørdato";"Posteringstekst";"Beløb i DKK";"Saldo i DKK";"Modtager";"Egen reference"'
    row = ("24-11-2026", "25-11-2026", '"Overførsel; flere"', "-5,00", "95,00", "Prøve", "2026-00417-2")
    (one,) = read(table(row, head=head)).entries
    assert (one.value_date, one.counterparty) == (datetime.date(2026, 11, 25), "Prøve")
    assert (one.end_to_end_id, one.text) == ("2026-00417-2", "Overførsel; flere 2026-00417-2")


def test_a_block_paid_as_one_is_known_by_its_name():
    (one,) = read(table(("24-11-2026", "KLYNGE-K2026-0001-BANK", "-5,00", "95,00"))).entries
    assert (one.payment_info_id, one.end_to_end_id) == ("KLYNGE-K2026-0001-BANK", "")


@pytest.mark.parametrize("text", ["Tlf 2026-00001-12345", "x2026-00001-1", "2026-1-1", "12026-00001-1"])
def test_numbers_that_only_look_like_an_id(text):
    assert read(table(("24-11-2026", text, "-5,00", "95,00"))).entries[0].end_to_end_id == ""


def test_the_bank_s_own_reference_is_kept():
    head = "Dato;Tekst;Beløb;Saldo;Arkivreference"
    (one,) = read(table((*OLD, "PB-77"), head=head)).entries
    assert one.bank_reference == "PB-77"


def test_the_same_line_has_the_same_reference_in_another_file():
    longer, shorter = read(table(OLD, PAID, IN)), read(table(IN, PAID))
    assert [one.bank_reference for one in longer.entries[1:]] == [
        one.bank_reference for one in shorter.entries
    ]
    assert longer.statement_id != shorter.statement_id


def test_lines_alike_have_references_of_their_own():
    day = "24-11-2026"
    rows = [(day, "a", "1,00", "1,00"), (day, "b", "-1,00", "0,00"), (day, "a", "1,00", "1,00")]
    found = read(table(*rows))
    assert len({one.bank_reference for one in found.entries}) == 3


def test_what_is_only_announced_waits_for_the_next_file():
    head = "Dato;Tekst;Beløb;Saldo;Status"
    found = read(table((*OLD, "Udført"), ("25-11-2026", "Kort", "-9,00", "", "Venter"), head=head))
    assert [one.text for one in found.entries] == ["Gebyr"]


def test_the_days_settle_what_the_balances_leave_open():
    first, second = ("23-11-2026", "Ind", "100,00", "1.100,00"), ("24-11-2026", "Ud", "-100,00", "1.000,00")
    assert read(table(first, second)).opening == read(table(second, first)).opening == Decimal("1000.00")
    one_day = [("24-11-2026", *first[1:]), second]
    assert refusal(table(*one_day)) == (
        "Det kan ikke ses, hvilken række der er ældst. Hent kontoudtoget for mindst to dage."
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            table(OLD, PAID, ("24-11-2026", "Ind", "1.000,00", "1.878,98")),
            "Saldoen følger ikke beløbene ved række 4. Intet er læst. Hent filen igen uden at ændre den.",
        ),
        (
            table(OLD, IN),
            "Saldoen følger ikke beløbene ved række 3. Intet er læst. Hent filen igen uden at ændre den.",
        ),
        (
            table(("23-11-26", *OLD[1:])),
            "Datoen «23-11-26» i række 2 kan ikke læses. Hent filen igen med dage som 31-12-2026.",
        ),
        (
            table(("31-02-2026", *OLD[1:])),
            "Datoen «31-02-2026» i række 2 kan ikke læses. Hent filen igen med dage som 31-12-2026.",
        ),
        (
            table((*OLD[:2], "tyve", OLD[3])),
            "Beløbet «tyve» i række 2 kan ikke læses. Hent filen igen med beløb som 1.234,50.",
        ),
        (
            table((*OLD[:2], "-20,001", OLD[3])),
            "Beløbet «-20,001» i række 2 kan ikke læses. Hent filen igen med beløb som 1.234,50.",
        ),
        (
            table((*OLD[:2], "--20,00", OLD[3])),
            "Beløbet «--20,00» i række 2 kan ikke læses. Hent filen igen med beløb som 1.234,50.",
        ),
        (table(OLD[:3]), "Række 2 i filen er kortere end overskriften. Hent filen igen."),
        (table(), "Filen har ingen bevægelser. Vælg en anden periode i netbanken."),
        (
            table((*OLD, "EUR"), head="Dato;Tekst;Beløb;Saldo;Valuta"),
            "Række 2 er i EUR. Hent kontoudtoget for en konto i kroner.",
        ),
        (
            table((*OLD, "Venter"), head="Dato;Tekst;Beløb;Saldo;Status"),
            "Filen har ingen bogførte bevægelser. Vælg en anden periode i netbanken.",
        ),
        (table(OLD, head="Dag;Ord;Penge;Rest"), NOT_READ),
        (b"", NOT_READ),
        (b"%PDF-1.7\x00\x01", NOT_READ),
        (table(OLD, encoding="utf-16"), NOT_READ),
        (b'"Dato;Tekst', NOT_READ),
    ],
)
def test_what_is_not_understood_is_refused_whole(content, sentence):
    assert refusal(content) == sentence


def written(cents: int) -> str:
    return f"{Decimal(cents) / 100:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")


@given(
    st.lists(st.tuples(st.integers(0, 300), st.integers(-(10**8), 10**8)), min_size=1, max_size=20),
    st.integers(-(10**8), 10**8),
    st.booleans(),
)
@settings(max_examples=40, deadline=None)
def test_any_account_is_read_as_it_was_written(moves, opening, newest_first):
    balance, rows = opening, []
    for offset, cents in sorted(moves, key=lambda one: one[0]):
        balance += cents
        day = datetime.date(2026, 1, 1) + datetime.timedelta(days=offset)
        rows.append((f"{day:%d-%m-%Y}", "Prøve", written(cents), written(balance)))
    try:
        found = read(table(*(reversed(rows) if newest_first else rows)))
    except Unreadable as refused:
        assert str(refused).startswith("Det kan ikke ses")
        return
    assert found.closing - found.opening == sum(one.amount for one in found.entries)
    assert len({one.bank_reference for one in found.entries}) == len(moves)
