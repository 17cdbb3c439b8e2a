"""From a file's bytes to its records, or to errors that say row, column and what to do."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from clusters.enums import ImportKind, Role
from clusters.import_files.cells import Unreadable
from clusters.import_files.layouts import LAYOUTS, Column
from clusters.import_files.sheet import Line, NotASheet, lines_of

MOST_ERRORS = 200
FORMULA = "Cellen er en formel uden resultat. Åbn filen i Excel, gem den, og prøv igen."


@dataclass
class Reading:
    """`records` are the rows that could be read; nothing is applied while there are errors."""

    records: list[dict[str, Any]] = field(default_factory=list)
    errors: list[dict[str, Any]] = field(default_factory=list)

    def fault(self, row: int, column: str, text: str) -> None:
        if len(self.errors) < MOST_ERRORS:
            self.errors.append({"row": row, "column": column, "text": text})


def read_records(kind: str, content: bytes) -> Reading:
    """Never raises for what the file holds."""
    reading = Reading()
    try:
        lines = lines_of(content)
    except NotASheet as error:
        reading.fault(0, "", str(error))
        return reading
    columns = LAYOUTS[kind]
    places = _places(columns, lines[0], reading)
    if places is None:
        return reading
    if len(lines) == 1:
        reading.fault(0, "", "Filen har overskrifter, men ingen rækker under dem.")
    for line in lines[1:]:
        _read_line(kind, columns, places, line, reading)
    return reading


def _places(columns: list[Column], heading: Line, reading: Reading) -> dict[str, int] | None:
    """Where each column stands; None when the headings do not do. A name is taken by its first owner."""
    names = [" ".join(cell.lower().replace("_", " ").split()) for cell in heading.cells]
    for name, times in Counter(name for name in names if name).items():
        if times > 1:
            reading.fault(heading.row, name, "Overskriften står to gange. Slet eller omdøb den ene kolonne.")
    places: dict[str, int] = {}
    for candidates in ([(one.heading,) for one in columns], [one.aliases for one in columns]):
        for column, wanted in zip(columns, candidates, strict=True):
            free = [place for place, name in enumerate(names) if name in wanted]
            free = [place for place in free if place not in places.values()]
            if column.key not in places and free:
                places[column.key] = free[0]
    for column in columns:
        if column.needed and column.key not in places:
            reading.fault(
                heading.row,
                column.heading,
                f"Kolonnen »{column.heading}« mangler. Skriv overskriften i første række.",
            )
    return None if reading.errors else places


def _read_line(
    kind: str, columns: list[Column], places: dict[str, int], line: Line, reading: Reading
) -> None:
    before = len(reading.errors)
    record: dict[str, Any] = {"row": line.row}
    for column in columns:
        place = places.get(column.key)
        text = line.cells[place] if place is not None and place < len(line.cells) else ""
        try:
            record[column.key] = _cell(column, text)
        except Unreadable as error:
            reading.fault(line.row, column.heading, str(error))
    if len(reading.errors) == before:
        for column_name, text in _contradictions(kind, record):
            reading.fault(line.row, column_name, text)
    if len(reading.errors) == before:
        reading.records.append(record)


def _cell(column: Column, text: str) -> Any:
    if text.startswith("="):
        raise Unreadable(FORMULA)
    if text:
        return column.read(text)
    if column.needed:
        raise Unreadable("Feltet er tomt. Udfyld det, eller slet rækken.")
    return column.empty


def _contradictions(kind: str, record: dict[str, Any]) -> list[tuple[str, str]]:
    """What each cell is allowed to say, but not together."""
    found = []
    start = record.get("valid_from") or record.get("active_from")
    end = record.get("valid_to") or record.get("active_to")
    if start and end and end < start:
        found.append(("til", "Slutdatoen ligger før startdatoen. Ret en af dem."))
    if kind == ImportKind.CLINICS and (record["patients"] is None) != (record["counted_on"] is None):
        found.append(("opgjort den", "Patienttal og opgørelsesdato hører sammen. Udfyld begge eller ingen."))
    if kind == ImportKind.MEMBERS:
        if record["role"] == Role.MEMBER and not record["kind"]:
            found.append(("medlemstype", "Et medlem skal have en medlemstype, fx ejerlæge."))
        if record["may_endorse"] and record["role"] != Role.BOARD:
            found.append(("må godkende", "Kun et bestyrelsesmedlem kan få den ret. Skriv nej."))
        if not record["email"] and not record["provider_number"]:
            found.append(("mail", "Skriv mail eller ydernummer, så personen kan kendes igen næste gang."))
    return found
