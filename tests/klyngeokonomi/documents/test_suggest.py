from datetime import date
from decimal import Decimal

import pytest

from klyngeokonomi.documents.suggest import Suggestion, suggest

INVOICE = """Restaurant Prøven ApS
Testgade 1, 5000 Odense C
CVR-nr.: 13 58 56 28
Faktura nr. 10245
Fakturadato: 12. marts 2026
Forfaldsdato: 26.03.2026
Klyngemøde, 14 kuverter à 300,00 4.200,00
Drikkevarer 812,50
Subtotal 5.012,50
Moms 25% af 5.012,50 1.253,13
I alt inkl. moms DKK 6.265,63
"""


def test_a_whole_invoice() -> None:
    assert suggest(INVOICE) == Suggestion(
        amount=Decimal("6265.63"),
        vat=Decimal("1253.13"),
        day=date(2026, 3, 12),
        cvr="13585628",
        supplier="Restaurant Prøven ApS",
    )


@pytest.mark.parametrize("nothing", [None, "", "\n\n", "Kvittering", "12345678"])
def test_nothing_is_guessed_from_nothing(nothing: str | None) -> None:
    assert suggest(nothing) == Suggestion()


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("TOTAL 1.234,50", "1234.50"),
        ("Total: 95,00 kr.", "95.00"),
        ("I alt\n1 234,50", "1234.50"),
        ("Beløb at betale DKK 12.345.678,90", "12345678.90"),
        ("Total 100,00\nAt betale 125,00", "125.00"),
        ("Total ekskl. moms 100,00\nTotal inkl. moms 125,00", "125.00"),
        ("Total 1234.50", "1234.50"),
        ("I alt 80,00\nI alt 100,00", "100.00"),
        ("Subtotal 80,00", None),
        ("Total 25 %", None),
        ("Total 12.03.2026", None),
        ("Varer 80,00", None),
        ("Total 999999999999,00", None),
    ],
)
def test_amounts(text: str, amount: str | None) -> None:
    assert suggest(text).amount == (Decimal(amount) if amount else None)


@pytest.mark.parametrize(
    ("text", "vat"),
    [
        ("Heraf moms 25,00\nTotal 125,00", "25.00"),
        ("Moms (25%): 25,00", "25.00"),
        ("Total inkl. moms 125,00", None),
        ("Momsnr. 13585628", None),
        ("Moms 200,00\nTotal 125,00", None),
    ],
)
def test_vat(text: str, vat: str | None) -> None:
    assert suggest(text).vat == (Decimal(vat) if vat else None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Dato 03-04-2026", date(2026, 4, 3)),
        ("3/4-2026", date(2026, 4, 3)),
        ("03.04.26", date(2026, 4, 3)),
        ("2026-04-03 12:14", date(2026, 4, 3)),
        ("3. apr. 2026", date(2026, 4, 3)),
        ("Den 3. april 2026 kl. 18", date(2026, 4, 3)),
        ("Leveret 01.02.2026\nFakturadato 03.02.2026", date(2026, 2, 3)),
        ("Betales senest 03.02.2026", None),
        ("31.02.2026", None),
        ("Tlf. 12 34 56 78", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert suggest(text).day == day


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("CVR 13585628", "13585628"),
        ("CVR-nr. DK13585628", "13585628"),
        ("cvr.nr: 13 58 56 28", "13585628"),
        ("CVR 12345678", None),
        ("13585628", None),
    ],
)
def test_cvr_numbers_have_their_word_and_a_right_check_digit(text: str, number: str | None) -> None:
    assert suggest(text).cvr == number


@pytest.mark.parametrize(
    ("text", "supplier"),
    [
        ("FAKTURA\nKunde 7\nPrøve Catering A/S\nGade 1", "Prøve Catering A/S"),
        ("Café Prøve\nKvittering", "Café Prøve"),
        ("Kvittering\nBon 12\nTlf. 12345678", None),
    ],
)
def test_suppliers(text: str, supplier: str | None) -> None:
    assert suggest(text).supplier == supplier
