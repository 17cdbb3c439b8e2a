"""A file as rows of text, whether it is CSV or Excel. What a cell means is decided in columns.py."""

import csv
import datetime
import io
import itertools
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 60
MOST_UNPACKED = 60 * 1024 * 1024
"""An Excel file is a zip archive; one that unpacks to more than this is not opened."""
LONGEST_CELL = 500


class NotASheet(Exception):
    """The file cannot be read at all; `str(error)` is a Danish sentence."""


@dataclass(frozen=True)
class Line:
    """`row` is the line's number as the file's own program shows it."""

    row: int
    cells: list[str]


def lines_of(content: bytes) -> list[Line]:
    """The lines that hold anything, the heading first. Raises NotASheet."""
    if not content.strip():
        raise NotASheet("Filen er tom. Vælg en fil med overskrifter i første række.")
    if len(content) > MOST_BYTES:
        raise NotASheet(f"Filen fylder mere end {MOST_BYTES // 2**20} MB. Del den i flere filer.")
    rows = _excel(content) if content.startswith(b"PK\x03\x04") else _csv(content)
    found = []
    for number, cells in enumerate(rows, start=1):
        trimmed = [cell.strip() for cell in cells[:MOST_COLUMNS]]
        if any(trimmed):
            found.append(Line(number, trimmed))
        if len(found) > MOST_ROWS + 1:
            raise NotASheet(f"Filen har mere end {MOST_ROWS} rækker. Del den i flere filer.")
    return found


def decoded(content: bytes) -> str:
    """Text in UTF-8 (with or without mark) or, failing that, Windows' Danish code page. Raises NotASheet."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise NotASheet(
            "Filens tegn kan ikke læses. Gem den i Excel som »CSV UTF-8« eller som .xlsx, og prøv igen."
        ) from error


def _csv(content: bytes) -> Iterator[list[str]]:
    text = decoded(content)
    if "\0" in text or content.startswith((b"%PDF", b"\xd0\xcf\x11\xe0")):
        raise NotASheet("Filen er hverken CSV eller .xlsx. Gem den i Excel som .xlsx, og prøv igen.")
    heading = text.lstrip().split("\n", 1)[0]
    separator = max(";\t,", key=heading.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    except csv.Error as error:
        raise NotASheet(
            "Filen er ikke en rigtig CSV-fil: et citationstegn er ikke lukket. Gem den igen fra Excel."
        ) from error


def _excel(content: bytes) -> Iterator[list[str]]:
    """The first sheet. A formula counts by the result Excel kept; without one, the formula itself is shown."""
    from openpyxl import load_workbook  # noqa: PLC0415 - half a second and 20 MB, wanted by the worker alone

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
                raise NotASheet("Excel-filen er for stor, når den pakkes ud. Del den i flere filer.")
        kept, typed = (
            load_workbook(io.BytesIO(content), read_only=True, data_only=one) for one in (True, False)
        )
        sheets = (book.worksheets[0].iter_rows(values_only=True) for book in (kept, typed))
        for results, formulas in itertools.zip_longest(*sheets, fillvalue=()):
            yield [
                _text(result if result is not None else formula)
                for result, formula in itertools.zip_longest(results[:MOST_COLUMNS], formulas[:MOST_COLUMNS])
            ]
    except NotASheet:
        raise
    except Exception as error:  # openpyxl raises whatever the broken part of the file leads to
        raise NotASheet(
            "Excel-filen kan ikke læses. Åbn den i Excel, gem den som .xlsx, og prøv igen."
        ) from error


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, int | float):
        # The shortest text that is the same number: 18600.5, and 18600 without a point.
        return repr(int(value)) if value == int(value) else repr(value)
    return str(value)[: LONGEST_CELL + 1]
