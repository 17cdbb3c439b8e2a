"""The table that is uploaded to eIndkomst (domain.md §5.3): one row to a receiver, no headings, columns A to AB.

Cells are separated by semicolons, rows end with CRLF, letters are those a Danish spreadsheet saves CSV in (ISO 8859-1).
Amounts have a comma and two decimals, days are YYYYMMDD, and a CPR number is ten digits also when it begins with 0.
"""

import csv
import io
import re
import unicodedata
from datetime import date
from decimal import Decimal

from approvals.tax_files.records import Amounts, ReceiverLine, ReportFacts, added
from klyngeokonomi.danish.months import last_of
from klyngeokonomi.money import kr

COLUMNS = 28
"""All are there, also the empty ones: a row with fewer is turned away."""
PAYER, RECEIVER, NAME, STREET, POSTCODE, TOWN, FROM, TO = 0, 1, 2, 4, 6, 7, 10, 11
FIELD_AT = {14: 13, 15: 14, 16: 15, 17: 16, 21: 36, 22: 38, 27: 48}
"""Where each field stands: O 13, P 14, Q 15, R 16, V 36, W 38, AB 48. S to U and X to AA are never ours to fill in."""
LONGEST = {NAME: 40, STREET: 40, POSTCODE: 9, TOWN: 35}
LONGEST_AMOUNT = 10
LETTERS = "iso-8859-1"
_AMOUNT = re.compile(r"^-?\d+,\d{2}$")
_NO_TEXT = re.compile(r"[;\"\s\x00-\x1f\x7f-\x9f]+")


class UnfitTable(ValueError):
    """What cannot be written or read. `str(error)` is a Danish sentence that names the row, and no person."""


def write_table(facts: ReportFacts) -> bytes:
    """Raises UnfitTable for what eIndkomst has no room for."""
    text = io.StringIO()
    rows = csv.writer(text, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_NONE)
    for place, line in enumerate(facts.lines, start=1):
        rows.writerow(_row(facts, line, place))
    return text.getvalue().encode(LETTERS)


def _row(facts: ReportFacts, line: ReceiverLine, place: int) -> list[str]:
    if not re.fullmatch(r"\d{8}|\d{10}", line.number):
        raise UnfitTable(f"Række {place}: modtageren skal være kendt ved ti eller otte cifre.")
    cells = [""] * COLUMNS
    cells[PAYER], cells[RECEIVER] = facts.payer, line.number
    cells[FROM], cells[TO] = f"{facts.month:%Y%m%d}", f"{last_of(facts.month):%Y%m%d}"
    told = {NAME: line.name, STREET: line.street, POSTCODE: line.postcode, TOWN: line.town}
    for at, text in told.items():
        cells[at] = plain(text)[: LONGEST[at]].rstrip()
    for at, number in FIELD_AT.items():
        cells[at] = _amount(line.amounts, number, place)
    return cells


def _amount(amounts: Amounts, number: int, place: int) -> str:
    amount = amounts.get(number)
    if not amount:
        return ""
    text = f"{kr(amount):f}".replace(".", ",")
    if len(text) > LONGEST_AMOUNT:
        raise UnfitTable(f"Række {place}: beløbet i felt {number} er for stort til eIndkomst.")
    return text


def plain(text: str) -> str:
    """In the table's letters, without what would part cells, and never what a spreadsheet would calculate."""
    whole = unicodedata.normalize("NFC", _NO_TEXT.sub(" ", text))
    lettered = "".join(_letter(one) for one in whole)
    # Again: a wide or Greek semicolon has only now become one that would part cells.
    return _NO_TEXT.sub(" ", lettered).strip().lstrip("=+-@ ")


def _letter(one: str) -> str:
    for form in (one, unicodedata.normalize("NFKD", one)[:1]):
        try:
            form.encode(LETTERS)
        except UnicodeEncodeError:
            continue
        return form
    return "."


def read_table(content: bytes) -> ReportFacts:
    """The facts again, from our own file or one that a spreadsheet has saved: a CPR number gets its lost 0 back.

    Raises UnfitTable for a row of another shape, and when the rows differ in payer or month.
    """
    rows = [row for row in csv.reader(io.StringIO(content.decode(LETTERS)), delimiter=";") if row]
    heads = {_head(row, place) for place, row in enumerate(rows, start=1)}
    if len(heads) != 1:
        raise UnfitTable("Tabellen skal gælde én udbetaler og én måned.")
    payer, month = heads.pop()
    return ReportFacts(payer, month, tuple(_line(row, place) for place, row in enumerate(rows, start=1)))


def _head(row: list[str], place: int) -> tuple[str, date]:
    if len(row) != COLUMNS:
        raise UnfitTable(f"Række {place}: der er {len(row)} kolonner, og der skal være {COLUMNS}.")
    try:
        first, last = (_day(row[at]) for at in (FROM, TO))
    except ValueError as error:
        raise UnfitTable(f"Række {place}: perioden kan ikke læses.") from error
    if first.day != 1 or last != last_of(first):
        raise UnfitTable(f"Række {place}: perioden er ikke en hel måned.")
    return row[PAYER], first


def _day(text: str) -> date:
    """Raises ValueError."""
    if not re.fullmatch(r"\d{8}", text):
        raise ValueError("not YYYYMMDD")
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))


def _line(row: list[str], place: int) -> ReceiverLine:
    number = row[RECEIVER]
    if not re.fullmatch(r"\d{8,10}", number):
        raise UnfitTable(f"Række {place}: modtageren skal være kendt ved ti eller otte cifre.")
    return ReceiverLine(
        number=number if len(number) == 8 else number.zfill(10),
        name=row[NAME],
        amounts=added([{number: _read(row[at], place)} for at, number in FIELD_AT.items() if row[at]]),
        street=row[STREET],
        postcode=row[POSTCODE],
        town=row[TOWN],
    )


def _read(text: str, place: int) -> Decimal:
    if not _AMOUNT.match(text):
        raise UnfitTable(f"Række {place}: et beløb kan ikke læses.")
    return kr(text.replace(",", "."))
