"""Tables as files: CSV for Danish Excel, and XLSX. What people wrote is never taken for a formula (T084).

Amounts, numbers and dates are real ones: in XLSX by their own types, in CSV as Danish Excel reads them (1234,50 and
2026-05-12). A text that a spreadsheet would take for a formula is written with an apostrophe in front.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

Cell = str | int | Decimal | date | datetime | None
BEGINS_FORMULA = re.compile(r"^[\s\x00-\x1f]*[=+\-@＝＋－＠]|^[\t\r\n]")
"""White space is skipped by some programs before they look."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")
MOST_IN_A_CELL = 32_767
MOST_IN_A_TITLE = 31
KRONER, DAY, MOMENT = "#,##0.00", "dd-mm-yyyy", "dd-mm-yyyy hh:mm"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. `rows` may be a generator: it is written as it is read. `title` names the leaf in XLSX."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Cell]] = field(default=())


def defused(text: str) -> str:
    """Text as it may stand in a cell: no sign that is none, and nothing that a spreadsheet would calculate."""
    plain = _CONTROL.sub("", text)
    marked = f"'{plain}" if BEGINS_FORMULA.match(text) else plain
    return marked[:MOST_IN_A_CELL]


def csv_lines(sheet: Sheet) -> Iterator[bytes]:
    """UTF-8 with BOM, semicolon between cells, CRLF after each row: what Danish Excel opens by a double click."""
    yield "\ufeff".encode()
    yield _csv_line([defused(heading) for heading in sheet.headings])
    for row in sheet.rows:
        yield _csv_line([_in_csv(cell) for cell in row])


def csv_bytes(sheet: Sheet) -> bytes:
    return b"".join(csv_lines(sheet))


def _csv_line(cells: list[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line, delimiter=";", lineterminator="\r\n").writerow(cells)
    return line.getvalue().encode()


def _in_csv(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case Decimal():
            return f"{cell:f}".replace(".", ",")
        case datetime():
            return f"{timezone.localtime(cell):%Y-%m-%d %H:%M}"
        case date():
            return cell.isoformat()
        case int():
            return str(cell)
        case str():
            return defused(cell)
    raise TypeError(f"A cell holds text, a number, an amount or a date, not {type(cell).__name__}.")


def xlsx_bytes(*sheets: Sheet) -> bytes:
    """One leaf for each sheet, its first row frozen; rows go straight to the file and are not held."""
    # Half a second and 20 MB, and only where a file is asked for.
    from openpyxl import Workbook  # noqa: PLC0415

    book = Workbook(write_only=True)
    for sheet in sheets:
        _fill(book, sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(book: Any, sheet: Sheet) -> None:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    leaf = book.create_sheet(re.sub(r"[\[\]:*?/\\']", " ", sheet.title)[:MOST_IN_A_TITLE])
    leaf.freeze_panes = "A2"
    for place, heading in enumerate(sheet.headings, start=1):
        leaf.column_dimensions[get_column_letter(place)].width = max(14, min(40, len(heading) + 4))

    def written(value: Cell, form: str = "General", *, bold: bool = False) -> Any:
        cell = WriteOnlyCell(leaf, value=value)
        if isinstance(value, str):
            cell.data_type = "s"
        cell.number_format = form
        if bold:
            cell.font = Font(bold=True)
        return cell

    leaf.append([written(defused(heading), bold=True) for heading in sheet.headings])
    for row in sheet.rows:
        leaf.append([written(*_in_xlsx(cell)) for cell in row])


def _in_xlsx(cell: Cell) -> tuple[Cell, str]:
    match cell:
        case Decimal():
            return cell, KRONER
        case datetime():
            return timezone.localtime(cell).replace(tzinfo=None), MOMENT
        case date():
            return cell, DAY
        case str():
            return defused(cell), "General"
        case int() | None:
            return cell, "General"
    raise TypeError(f"A cell holds text, a number, an amount or a date, not {type(cell).__name__}.")
