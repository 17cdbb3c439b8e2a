"""Letters to nobody: CPR numbers that no one has."""

from klyngeokonomi.integrations.digital_post.nets_share import Letter, Sender, write

SENDER = Sender("PLO's klyngesekretariat", "12345678", "15723", "163057")
PDF = b"%PDF-1.7 en lille side"
ANNE, NOBODY = "0101701234", "0202700000"


def letter(number: int = 1, cpr: str = ANNE, **changes) -> Letter:
    return Letter(
        **{"message_id": f"L-{number}", "cpr": cpr, "description": "Lønseddel oktober 2026", "pdf": PDF}
        | changes
    )


def a_zip(*letters: Letter, shipment_id: str = "F-1") -> bytes:
    return write(shipment_id, SENDER, letters or [letter()])
