"""A claim in JSON with everything in order, as the reader of claims wants it."""

from typing import Any

MEETING = {
    "kind": "ordinary",
    "start": "2026-05-12T17:30",
    "end": "2026-05-12T21:30",
    "country": "DK",
    "programme": True,
    "travel_self_paid": False,
    "participants": [
        {"name": f"Anne Prøve {number}", "kind": "doctor", "status": "attended"} for number in range(14)
    ],
}
DINNER = {
    "id": "1",
    "kind": "outlay",
    "category": "dinner",
    "date": "2026-05-12",
    "gross": "14000.00",
    "vat": "2800.00",
    "supplier": "Prøveby Kro",
    "text": "",
    "reason": "",
    "hours": None,
    "kilometres": None,
    "payee": {"name": "Anne Prøve", "relation": "member", "contract": False},
    "documents": ["receipt"],
    "prior_agreement": None,
    "card": None,
    "available": "100000.00",
    "meeting": MEETING,
}


def dinner(**other: Any) -> dict[str, Any]:
    """14 doctors at exactly 800,00 kr. each without VAT."""
    return {**DINNER, **other}


def at_meeting(**other: Any) -> dict[str, Any]:
    return dinner(meeting={**MEETING, **other})
