"""Small files of the secretariat's, made on the spot, and what becomes of them."""

import io

from openpyxl import Workbook

from clusters.actions.apply_import import apply_import
from clusters.actions.start_import import start_import
from clusters.enums import ImportKind
from clusters.models import ImportRun
from tests.people import People

MEMBER_HEADING = "Klyngenummer;Navn;Mail;Telefon;Ydernummer;Rolle;Medlemstype;Fra;Til;Må godkende"


def csv(*lines: str, encoding: str = "utf-8") -> bytes:
    return "\r\n".join(lines).encode(encoding)


def xlsx(*rows: list) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


CLINICS = csv(
    "Klyngenummer;Klinik;Ydernummer;Gælder fra;Gælder til;Gruppe 1-patienter;Opgjort den",
    "901;Lægehuset;012345;01.01.2024;;4.820;31.01.2026",
    "901;Lægehuset;012346;01.01.2024;;;",
    "902;Havnens Læger;054321;01.01.2024;;3100;31.01.2026",
)


def start(people: People, kind: ImportKind, content: bytes) -> ImportRun:
    return start_import(kind, file_name="C:\\mappe\\fil.csv", content=content, by=people.sara)


def carried_out(people: People, kind: ImportKind, content: bytes, **more: str) -> ImportRun:
    return apply_import(start(people, kind, content), by=people.sara, **more)


def whats(run: ImportRun) -> list[str]:
    return [one["what"] for one in run.changes]
