"""The journal's file, byte for byte."""

from datetime import date
from decimal import Decimal

import pytest

from approvals.journal_files.journal import JournalLine, MissingAccounts, write_journal

DAY = date(2026, 5, 12)
PAID = JournalLine(
    *(
        "2026-00417",
        DAY,
        "=Bilag 2026-00417: Kroen; Prøveby",
        Decimal("-800.00"),
        "category:dinner",
        "Middag",
    ),
    *("901", "Klynge Prøveby", "901-18"),
)
CAME = JournalLine(
    *(
        "901-17",
        DAY,
        "Regionens indbetaling 2026",
        Decimal("5000.50"),
        "kind:allotment",
        "Regionens indbetaling",
    ),
    *("901", "Klynge Prøveby", "901-17"),
)
ACCOUNTS = {("category:dinner", DAY): ("4010", "1050"), ("kind:allotment", DAY): ("3000", "1050")}


def test_the_golden_file() -> None:
    file = write_journal([CAME, PAID], ACCOUNTS)
    assert file.content.decode() == (
        "\ufeffBilagsnummer;Dato;Tekst;Beløb;Kategori;Klyngenummer;Klynge;Konto;Modkonto;Bevægelse\r\n"
        "901-17;2026-05-12;Regionens indbetaling 2026;5000,50;Regionens indbetaling;901;Klynge Prøveby;"
        "3000;1050;901-17\r\n"
        '2026-00417;2026-05-12;"\'=Bilag 2026-00417: Kroen; Prøveby";-800,00;Middag;901;Klynge Prøveby;'
        "4010;1050;901-18\r\n"
    )
    assert (file.rows, file.total) == (2, Decimal("4200.50"))


def test_what_has_no_accounts_is_named_once() -> None:
    with pytest.raises(MissingAccounts) as told:
        write_journal([CAME, PAID, PAID], {})
    assert str(told.value) == (
        "Der mangler konto og modkonto for: Regionens indbetaling, Middag. Skriv dem, og dan journalen igen."
    )
