"""Files for spreadsheets: real amounts and dates, and nothing that people wrote is calculated."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from klyngeokonomi import sheets
from klyngeokonomi.sheets import Sheet, csv_bytes, defused, xlsx_bytes

EVIL = [
    "=1+1",
    '=HYPERLINK("http://ond.example";"Klik")',
    "+45 12 34 56 78",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "  =1",
    "\x00=1",
    "＝1+1",
]
ROW = ['Middag; "Kroen"\nved åen', Decimal("-1234.50"), date(2026, 5, 12), 14, None]
HEADINGS = ["Tekst", "Beløb", "Dato", "Personer", "Tom"]


def leaf_of(content: bytes):
    return load_workbook(io.BytesIO(content)).active


def test_csv_is_what_danish_excel_opens() -> None:
    assert csv_bytes(Sheet("Konto", HEADINGS, [ROW])).decode() == (
        '\ufeffTekst;Beløb;Dato;Personer;Tom\r\n"Middag; ""Kroen""\nved åen";-1234,50;2026-05-12;14;\r\n'
    )


def test_xlsx_holds_real_amounts_and_dates() -> None:
    leaf = leaf_of(xlsx_bytes(Sheet("Konto: maj/juni 2026 for Klynge Prøveby", HEADINGS, iter([ROW]))))
    text, amount, day, heads, empty = leaf[2]
    assert leaf.title == "Konto  maj juni 2026 for Klynge"
    assert [cell.value for cell in leaf[1]] == HEADINGS
    assert (amount.value, amount.data_type, amount.number_format) == (-1234.5, "n", "#,##0.00")
    assert (day.value, day.is_date) == (datetime(2026, 5, 12), True)
    assert (text.value, heads.value, empty.value) == (ROW[0], 14, None)


def test_a_moment_is_told_in_danish_time() -> None:
    moment = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert "2027-01-01 00:30" in csv_bytes(Sheet("", ["Hvornår"], [[moment]])).decode()


def broken_out() -> list[str]:
    """What a spreadsheet would calculate, of everything evil in both kinds of file."""
    sheet = Sheet("Navne", ["=Overskrift"], [[text] for text in EVIL])
    cells = [str(cell.value) for (cell,) in leaf_of(xlsx_bytes(sheet)).rows]
    lines = csv_bytes(sheet).decode("utf-8-sig").replace('"', "").split("\r\n")
    return [text for text in (*cells, *lines) if text.lstrip()[:1] in tuple("=+-@＝")]


@pytest.mark.case("T084")
def test_no_text_becomes_a_formula() -> None:
    assert broken_out() == []
    assert defused("Frokost = 14 personer") == "Frokost = 14 personer"


@pytest.mark.twin("T084")
def test_text_as_it_was_typed_would(monkeypatch) -> None:
    monkeypatch.setattr(sheets, "defused", lambda text: sheets._CONTROL.sub("", text))
    assert len(broken_out()) > 10


def test_a_float_is_no_cell() -> None:
    with pytest.raises(TypeError, match="not float"):
        csv_bytes(Sheet("", ["Beløb"], [[1.5]]))
