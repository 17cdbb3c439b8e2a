"""Small files of the secretariat's, made on the spot."""

import io

from openpyxl import Workbook

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
