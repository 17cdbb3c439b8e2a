"""The rows of a bank's CSV by what their columns mean, whatever the bank calls them."""

import csv
import io
import re
from datetime import date
from decimal import Decimal

from approvals.payment_files.lines import Unreadable
from klyngeokonomi.money import NotAnAmount, parse_kr

MOST_BYTES = 20 * 1024 * 1024
MOST_CELL = 2000
COLUMNS = {
    "day": ("dato", "bogføringsdato", "bogført", "bogført dato", "posteringsdato", "bogf.dato"),
    "value_date": ("valørdato", "valør", "rentedato", "rentedag"),
    "text": ("tekst", "posteringstekst", "beskrivelse", "specifikation", "navn"),
    "amount": ("beløb", "beløb i dkk", "beløb (dkk)", "beløb dkk", "bevægelse"),
    "balance": ("saldo", "bogført saldo", "saldo i dkk", "saldo (dkk)", "saldo dkk"),
    "currency": ("valuta", "møntkode"),
    "status": ("status",),
    "reference": ("arkivreference", "bankreference", "transaktions-id", "transaktionsid", "posteringsnummer"),
    "more": ("supplerende tekst", "meddelelse", "besked", "afsender", "egen reference", "betalings-id"),
    "counterparty": ("modtager", "modpart", "afsender/modtager"),
}
NEEDED = ("day", "text", "amount", "balance")
NOT_READ = (
    "Filen er ikke et kontoudtog som CSV. Hent det i netbanken med kolonnerne Dato, Tekst, Beløb og Saldo."
)
_DAY = re.compile(r"(\d\d?)[-./](\d\d?)[-./](\d{4})", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4})[-./](\d\d)[-./](\d\d)", re.ASCII)
_ODD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

Row = dict[str, str]


def rows_of(content: bytes) -> list[Row]:
    """Each row by the keys of COLUMNS; "line" is where in the file it stands. Raises Unreadable."""
    if len(content) > MOST_BYTES:
        raise Unreadable("Filen er for stor til at blive læst. Hent kontoudtoget for en kortere tid.")
    text = _decoded(content)
    if _ODD.search(text):
        raise Unreadable(NOT_READ)
    try:
        table = [
            row for row in csv.reader(io.StringIO(text), delimiter=_delimiter(text), strict=True) if any(row)
        ]
    except csv.Error as error:
        raise Unreadable(NOT_READ) from error
    columns = _columns(table[0] if table else [])
    found = []
    for number, cells in enumerate(table[1:], start=2):
        if len(cells) < len(table[0]) and any(place >= len(cells) for place in columns.values()):
            raise Unreadable(f"Række {number} i filen er kortere end overskriften. Hent filen igen.")
        row = {name: cells[place].strip()[:MOST_CELL] for name, place in columns.items()}
        found.append(row | {"line": str(number)})
    if not found:
        raise Unreadable("Filen har ingen bevægelser. Vælg en anden periode i netbanken.")
    return found


def day_of(text: str, line: str) -> date:
    """dd-mm-yyyy, dd.mm.yyyy, dd/mm/yyyy or yyyy-mm-dd; a year of two digits is not guessed at."""
    european, iso = _DAY.fullmatch(text), _ISO_DAY.fullmatch(text)
    try:
        if european:
            return date(int(european[3]), int(european[2]), int(european[1]))
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
    except ValueError:
        pass
    raise Unreadable(
        f"Datoen «{text[:30]}» i række {line} kan ikke læses. Hent filen igen med dage som 31-12-2026."
    )


def amount_of(text: str, line: str) -> Decimal:
    """Signed, the sign first or last."""
    bare = text.replace("−", "-").replace(" ", "").replace("\u00a0", "")
    negative = bare.startswith("-") or bare.endswith("-")
    try:
        value = parse_kr(bare.strip("+-") if bare.count("-") + bare.count("+") <= 1 else bare)
    except NotAnAmount as error:
        raise Unreadable(
            f"Beløbet «{text[:30]}» i række {line} kan ikke læses. Hent filen igen med beløb som 1.234,50."
        ) from error
    return -value if negative else value


def _decoded(content: bytes) -> str:
    """UTF-8, or what holds ISO 8859-1 and the few letters Windows adds to it."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("windows-1252")
    except UnicodeDecodeError as error:
        raise Unreadable(NOT_READ) from error


def _delimiter(text: str) -> str:
    head = text.lstrip().partition("\n")[0]
    return max(";\t,", key=head.count)


def _columns(head: list[str]) -> dict[str, int]:
    """The first of a column's names that the file has."""
    names = [" ".join(one.split()).casefold() for one in head]
    found = {
        meaning: next(names.index(alias) for alias in aliases if alias in names)
        for meaning, aliases in COLUMNS.items()
        if any(alias in names for alias in aliases)
    }
    if any(meaning not in found for meaning in NEEDED):
        raise Unreadable(NOT_READ)
    return found
