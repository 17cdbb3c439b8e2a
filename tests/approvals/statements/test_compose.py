"""A statement is proven as it is put together: opening and movements give closing, or there is no paper."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from approvals.statements.as_sheet import statement_sheet
from approvals.statements.compose import NOT_KNOWN, compose_statement
from approvals.statements.records import Balance, DoesNotAddUp, Entry, StatementFacts, fingerprint
from klyngeokonomi.sheets import csv_bytes


def balance(available: str, reserved: str = "0.00", paid: str = "0.00") -> Balance:
    return Balance(Decimal(available), Decimal(reserved), Decimal(paid))


RESERVED = Entry(
    *(4, date(2026, 5, 12), "Reservation", "=Bilag 2026-00004: Kroen"),
    change=balance("-250.00", "250.00"),
    after=balance("750.00", "250.00"),
    voucher_id=4,
)
PAID = Entry(
    *(5, date(2026, 5, 20), "Udbetaling", "Bilag 2026-00004"),
    change=balance("0.00", "-250.00", "250.00"),
    after=balance("750.00", "0.00", "250.00"),
)
FACTS = StatementFacts(
    *("Klynge Prøveby", "901", date(2026, 5, 1), date(2026, 5, 31)),
    known=True,
    opening=balance("1000.00"),
    entries=(RESERVED, PAID),
)


def test_opening_and_movements_give_closing() -> None:
    statement = compose_statement(FACTS)
    assert statement.closing == balance("750.00", "0.00", "250.00")
    assert (statement.into, statement.out) == (Decimal("0.00"), Decimal("250.00"))
    assert statement.opening.booked - statement.out == statement.closing.booked
    assert fingerprint(statement) == fingerprint(compose_statement(FACTS))
    assert fingerprint(statement) != fingerprint(compose_statement(replace(FACTS, entries=(RESERVED,))))


@pytest.mark.parametrize("opening", ["999.99", "1000.01"])
def test_an_ore_amiss_and_there_is_no_paper(opening: str) -> None:
    with pytest.raises(DoesNotAddUp) as told:
        compose_statement(replace(FACTS, opening=balance(opening)))
    assert str(told.value).startswith("Klynge Prøveby: saldoen ved periodens start og bevægelserne giver ")
    assert "hvor kontoen siger 1.000,00 kr. bogført. Papiret dannes ikke" in str(told.value)


def test_what_is_reserved_counts_too() -> None:
    with pytest.raises(DoesNotAddUp):
        compose_statement(
            replace(FACTS, entries=(replace(RESERVED, after=balance("750.00", "249.99")), PAID))
        )


def test_the_table_as_danish_excel_reads_it() -> None:
    assert csv_bytes(statement_sheet(compose_statement(FACTS))).decode("utf-8-sig").split("\r\n") == [
        "Klynge;Dato;Løbenr.;Art;Tekst;Til rådighed, ændring;Reserveret, ændring;Udbetalt, ændring;"
        "Til rådighed derefter;Reserveret derefter;Bogført derefter",
        "Klynge Prøveby;2026-05-01;;Primo;Ved periodens start;;;;1000,00;0,00;1000,00",
        "Klynge Prøveby;2026-05-12;4;Reservation;'=Bilag 2026-00004: Kroen;-250,00;250,00;0,00;"
        "750,00;250,00;1000,00",
        "Klynge Prøveby;2026-05-20;5;Udbetaling;Bilag 2026-00004;0,00;-250,00;250,00;750,00;0,00;750,00",
        "Klynge Prøveby;2026-05-31;;Ultimo;Ved periodens slutning;;;;750,00;0,00;750,00",
        "",
    ]


def test_no_balance_is_told_before_it_is_known() -> None:
    statement = compose_statement(replace(FACTS, known=False))
    assert statement.notes == (NOT_KNOWN,)
    assert "750,00" not in csv_bytes(statement_sheet(statement)).decode()
