"""What a file says, and what is wrong with it: row, column, what to do."""

import datetime
import io
import zipfile

import pytest

from clusters.enums import ImportKind
from clusters.import_files import sheet
from clusters.import_files.records import MOST_ERRORS, read_records
from tests.clusters.import_sheets import MEMBER_HEADING, csv, xlsx

CLUSTER = {
    "row": 2,
    "number": "901",
    "name": "Klynge Ærø",
    "region": "south",
    "active_from": "2023-04-01",
    "active_to": None,
}
HEADING, LINE = "Nummer;Navn;Region;Aktiv fra;Aktiv til", "901;Klynge Ærø;Region Syddanmark;01.04.2023;"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings(encoding):
    reading = read_records(ImportKind.CLUSTERS, csv(HEADING, LINE, encoding=encoding))
    assert (reading.records, reading.errors) == ([CLUSTER], [])


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_separators_quotes_order_aliases_and_spare_columns(separator):
    cells = ["aktiv_fra", " KLYNGENR ", "ukendt", "klyngenavn", "Region"]
    values = ["2023-04-01", "901", "spares", '"Klynge Ærø"', "syddanmark"]
    reading = read_records(ImportKind.CLUSTERS, csv(separator.join(cells), separator.join(values)))
    assert (reading.records, reading.errors) == ([CLUSTER], [])


def test_excel_numbers_days_and_lost_zeros():
    reading = read_records(
        ImportKind.CLINICS,
        xlsx(
            ["Klyngenummer", "Klinik", "Ydernummer", "Gælder fra", "Gruppe 1-patienter", "Opgjort den"],
            [901, "Lægehuset", 1234, datetime.datetime(2024, 1, 1), 4820.0, datetime.date(2026, 1, 31)],
        ),
    )
    assert reading.errors == []
    assert reading.records == [
        {
            "row": 2,
            "cluster": "901",
            "name": "Lægehuset",
            "provider_number": "001234",
            "valid_from": "2024-01-01",
            "valid_to": None,
            "patients": 4820,
            "counted_on": "2026-01-31",
        }
    ]


@pytest.mark.parametrize("content", [xlsx, lambda *rows: csv(*(";".join(row) for row in rows))])
def test_a_formula_without_result_is_an_error(content):
    reading = read_records(
        ImportKind.ALLOTMENTS, content(["klynge", "beløb", "indbetaling"], ["901", "=1+1", "2026"])
    )
    assert reading.errors == [
        {
            "row": 2,
            "column": "beløb",
            "text": "Cellen er en formel uden resultat. Åbn filen i Excel, gem den, og prøv igen.",
        }
    ]


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        (";Anne;a@x.dk;;;medlem;ejerlæge;;;", "klyngenummer", "Feltet er tomt"),
        ("901;Anne;ikke-mail;;;medlem;ejerlæge;;;", "mail", "navn@eksempel.dk"),
        ("901;Anne;a@x.dk;ring;;medlem;ejerlæge;;;", "telefon", "12 34 56 78"),
        ("901;Anne;a@x.dk;;1234567;medlem;ejerlæge;;;", "ydernummer", "seks cifre"),
        ("901;Anne;a@x.dk;;;kejser;;;;", "rolle", "Skriv medlem, koordinator"),
        ("901;Anne;a@x.dk;;;revisor;;;;", "rolle", "landsdækkende"),
        ("901;Anne;a@x.dk;;;medlem;konge;;;", "medlemstype", "ejerlæge"),
        ("901;Anne;a@x.dk;;;medlem;;;;", "medlemstype", "skal have en medlemstype"),
        ("901;Anne;a@x.dk;;;medlem;ejerlæge;31.02.2026;;", "fra", "ikke en dato"),
        ("901;Anne;a@x.dk;;;medlem;ejerlæge;01.01.0026;;", "fra", "for langt væk"),
        ("901;Anne;a@x.dk;;;medlem;ejerlæge;02.01.2026;01.01.2026;", "til", "før startdatoen"),
        ("901;Anne;a@x.dk;;;medlem;ejerlæge;;;måske", "må godkende", "ja eller nej"),
        ("901;Anne;a@x.dk;;;medlem;ejerlæge;;;ja", "må godkende", "Kun et bestyrelsesmedlem"),
        ("901;Anne;;;;medlem;ejerlæge;;;", "mail", "Skriv mail eller ydernummer"),
        ("901;010160-1234;a@x.dk;;;medlem;ejerlæge;;;", "navn", "CPR"),
        (f"901;{'A' * 201};a@x.dk;;;medlem;ejerlæge;;;", "navn", "Højst 200 tegn"),
    ],
)
def test_each_error_says_row_column_and_what_to_do(line, column, words):
    good = "901;Bent;b@x.dk;;;medlem;ejerlæge;;;"
    reading = read_records(ImportKind.MEMBERS, csv(MEMBER_HEADING, good, "", line))
    assert [(one["row"], one["column"]) for one in reading.errors] == [(4, column)]
    assert words in reading.errors[0]["text"]
    assert [one["name"] for one in reading.records] == ["Bent"]


@pytest.mark.parametrize("amount", ["0", "-5", "1,234", "12.345.6", "mange", "1e9"])
def test_amounts_are_never_guessed(amount):
    lines = csv("klynge;beløb;indbetaling", f"901;{amount};2026")
    assert [one["column"] for one in read_records(ImportKind.ALLOTMENTS, lines).errors] == ["beløb"]


def test_amounts_are_read_to_the_ore():
    lines = csv("klynge;beløb;indbetaling", "901;175.200,05;2026", "902;1234.50;2026")
    records = read_records(ImportKind.ALLOTMENTS, lines).records
    assert [one["amount"] for one in records] == ["175200.05", "1234.50"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Filen er tom"),
        (b" \r\n ", "Filen er tom"),
        (b"%PDF-1.7\n1;2", "hverken CSV eller .xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old excel", "hverken CSV eller .xlsx"),
        (b"PK\x03\x04nothing", "Excel-filen kan ikke læses"),
        (b'nummer;navn\r\n"901;uden slut', "citationstegn"),
        (b"\x81\x8d\x8f", "Filens tegn kan ikke læses"),
        (csv(HEADING), "ingen rækker"),
        (csv("nummer;nummer;navn;region;aktiv fra", LINE), "to gange"),
        (csv("nummer;navn", "901;x"), "Kolonnen »region« mangler"),
    ],
)
def test_files_that_are_none(content, words):
    reading = read_records(ImportKind.CLUSTERS, content)
    assert reading.records == []
    assert words in reading.errors[0]["text"]


def test_the_caps(monkeypatch):
    monkeypatch.setattr(sheet, "MOST_ROWS", 3)
    assert read_records(ImportKind.CLUSTERS, csv(HEADING, *[LINE] * 3)).errors == []
    assert (
        "mere end 3 rækker" in read_records(ImportKind.CLUSTERS, csv(HEADING, *[LINE] * 4)).errors[0]["text"]
    )
    monkeypatch.setattr(sheet, "MOST_BYTES", 10)
    assert "fylder mere end" in read_records(ImportKind.CLUSTERS, csv(HEADING, LINE)).errors[0]["text"]


def test_an_archive_that_unpacks_too_large_is_not_opened():
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (sheet.MOST_UNPACKED + 1))
    assert "pakkes ud" in read_records(ImportKind.CLUSTERS, bomb.getvalue()).errors[0]["text"]


def test_errors_are_told_up_to_a_number():
    lines = csv(HEADING, *["901;;;;"] * 300)
    assert len(read_records(ImportKind.CLUSTERS, lines).errors) == MOST_ERRORS
