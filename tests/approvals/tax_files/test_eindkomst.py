"""The table for eIndkomst, byte for byte, and read back."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from approvals.tax_files.eindkomst import COLUMNS, UnfitTable, plain, read_table, write_table
from approvals.tax_files.records import (
    ReceiverLine,
    ReportFacts,
    added,
    below_nil,
    made_up_number,
)

GOLDEN = Path(__file__).parent / "golden" / "eindkomst.csv"
MAY = dt.date(2026, 5, 1)
KAREN = ReceiverLine("6101010007", "Karen Koordinator", {36: Decimal("3500.00"), 38: Decimal("394.00")})
METTE = ReceiverLine(
    "0107609999",
    "Mette Medlem",
    {13: Decimal("6000.00"), 15: Decimal("2098.00"), 16: Decimal("480.00"), 48: Decimal("78.80")},
)
FIRM = ReceiverLine("12345678", 'Oplægsholderne; Prøveby "ApS"', {36: Decimal("9999.95")})
ABROAD = ReceiverLine(
    made_up_number(dt.date(2001, 5, 26), 17),
    "Jürgen Łukasz von der Überlange-Namensgebung-zu-Musterstadt",
    {36: Decimal("-1250.50")},
    street="Musterstraße 1",
    postcode="10115",
    town="Berlin",
)
FACTS = ReportFacts("87654321", MAY, (KAREN, METTE, FIRM, ABROAD))


def test_the_golden_file() -> None:
    assert write_table(FACTS) == GOLDEN.read_bytes()


def test_every_row_has_every_column_in_its_place() -> None:
    rows = [row.split(";") for row in write_table(FACTS).decode("iso-8859-1").splitlines()]
    assert {len(row) for row in rows} == {COLUMNS}
    row = rows[1]
    assert {letter: row[at] for at, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ") if row[at]} == {
        "A": "87654321",
        "B": "0107609999",
        "C": "Mette Medlem",
        "K": "20260501",
        "L": "20260531",
        "O": "6000,00",
        "Q": "2098,00",
        "R": "480,00",
    }
    assert row[26:] == ["", "78,80"]
    assert [rows[0][21], rows[0][22]] == ["3500,00", "394,00"]


def test_it_is_read_back_also_when_a_spreadsheet_has_dropped_the_leading_nil() -> None:
    content = write_table(FACTS)
    found = read_table(content)
    assert (found.payer, found.month) == ("87654321", MAY)
    assert found.lines[:2] == (KAREN, METTE)
    assert [line.amounts for line in found.lines] == [line.amounts for line in FACTS.lines]
    assert (found.lines[2].name, found.lines[2].number) == ("Oplægsholderne Prøveby ApS", "12345678")
    assert found.lines[3].name == "Jürgen .ukasz von der Überlange-Namensge"
    assert (found.lines[3].street, found.lines[3].postcode, found.lines[3].town) == (
        *("Musterstraße 1", "10115"),
        "Berlin",
    )
    assert read_table(content.replace(b";0107609999;", b";107609999;")) == found


@pytest.mark.parametrize(
    ("spoilt", "sentence"),
    [
        ((b"20260531", b"20260530"), "Række 1: perioden er ikke en hel måned."),
        ((b"20260501", b"2026051"), "Række 1: perioden kan ikke læses."),
        ((b"20260501", b"i maj"), "Række 1: perioden kan ikke læses."),
        ((b"3500,00", b"3500.00"), "Række 1: et beløb kan ikke læses."),
        ((b";6101010007;", b";610101-0007;"), "Række 1: modtageren skal være kendt ved ti eller otte cifre."),
        ((b"Mette", b"Mette;"), "Række 2: der er 29 kolonner, og der skal være 28."),
    ],
)
def test_another_shape_is_turned_away(spoilt: tuple[bytes, bytes], sentence: str) -> None:
    with pytest.raises(UnfitTable) as told:
        read_table(write_table(FACTS).replace(*spoilt))
    assert str(told.value) == sentence


def test_rows_of_two_months_or_none_are_no_table() -> None:
    june = write_table(replace(FACTS, month=dt.date(2026, 6, 1)))
    for content in (write_table(FACTS) + june, b""):
        with pytest.raises(UnfitTable, match="én udbetaler og én måned"):
            read_table(content)


def test_what_there_is_no_room_for_is_not_written() -> None:
    much = replace(FIRM, amounts={36: Decimal("10000000.00")})
    with pytest.raises(UnfitTable) as told:
        write_table(replace(FACTS, lines=(KAREN, much)))
    assert str(told.value) == "Række 2: beløbet i felt 36 er for stort til eIndkomst."
    with pytest.raises(UnfitTable) as told:
        write_table(replace(FACTS, lines=(replace(KAREN, number="610101000"),)))
    assert "610101" not in str(told.value)


def test_a_name_is_never_a_formula_nor_two_cells() -> None:
    assert plain("=HYPERLINK(1);\r\nx") == "HYPERLINK(1) x"
    assert plain("  - @+Otto\u2009Oplæg\x00") == "Otto Oplæg"
    for wide in ("\u037e", "\uff1b", "\uff02", "\uff1d"):  # they become a semicolon, a quotation mark, =
        assert plain(f"{wide}Otto{wide}") == ("Otto=" if wide == "\uff1d" else "Otto")
        assert read_table(write_table(replace(FACTS, lines=(replace(KAREN, name=f"O{wide}O"),))))
    assert plain("Zoe\u0308 Ðœ 李") == "Zoë Ð. ."


def test_a_person_without_cpr_gets_a_number_that_is_nobodys() -> None:
    assert made_up_number(dt.date(2001, 5, 26), 17) == "8605010017"
    assert made_up_number(dt.date(1970, 1, 1), 120_003) == "6101700003"


def test_sums_leave_out_what_comes_to_nothing_and_find_what_goes_below() -> None:
    told = {36: Decimal("6000.00"), 38: Decimal("10.00")}
    back = {36: Decimal("-6000.00"), 38: Decimal("-10.01")}
    assert added([told, back]) == {38: Decimal("-0.01")}
    assert below_nil(added([told, back])) == [38]
    assert below_nil(added([told, {36: Decimal("-6000.00")}])) == []
