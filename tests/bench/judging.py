"""(e) Claims per second of `manage.py judge`, its start included, on a file with every kind of claim in it."""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.bench.table import Target, drawn

ROOT = Path(__file__).resolve().parents[2]
CATEGORIES = {
    "outlay": ["lunch", "dinner", "drinks", "room", "transport", "gift", "hardware", "subscription", "other"],
    "invoice": ["conference_package", "accommodation", "speaker", "consultant", "room", "dinner"],
    "fee": ["fee", "speaker"],
    "mileage": ["mileage"],
    "card": ["dinner", "other"],
    "gift": ["gift"],
}
PAIRS = [(kind, category) for kind, categories in CATEGORIES.items() for category in categories]
RELATIONS = ["member", "coordinator", "board", "staff", "speaker", "consultant", "supplier"]
TEXTS = ["Middag efter mødet om KOL", "Taxa hjem", "Abonnement på Medi-Box", "Lokale med projektor"]


def claim(number: int) -> dict[str, Any]:
    """The same for the same number; amounts run past every limit."""
    kind, category = PAIRS[number % len(PAIRS)]
    gross = f"{(number * 7919) % 60000 + 1}.{number % 100:02d}"
    return {
        "id": number,
        "kind": kind,
        "category": category,
        "date": f"2026-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
        "gross": gross,
        "vat": None if number % 3 else "0.00",
        "supplier": f"Leverandør {number % 400}",
        "text": TEXTS[number % len(TEXTS)],
        "reason": "" if number % 2 else "Aftalt på mødet",
        "hours": "7.5" if kind == "fee" else None,
        "payee": {"name": f"Prøve {number % 90}", "relation": RELATIONS[number % 7], "contract": False},
        "documents": ["receipt"] if number % 5 else ["card_slip"],
        "prior_agreement": [True, False, None][number % 3],
        "card": {"holder_is_claimant": True, "month_total_before": "49000.00"} if kind == "card" else None,
        "available": "30000.00",
        "meeting": _meeting(number) if number % 4 else None,
    }


def _meeting(number: int) -> dict[str, Any]:
    return {
        "kind": "ordinary",
        "start": f"2026-{number % 12 + 1:02d}-{number % 28 + 1:02d}T17:00",
        "end": f"2026-{number % 12 + 1:02d}-{number % 28 + 1:02d}T21:00",
        "country": "DK",
        "programme": bool(number % 2),
        "travel_self_paid": False,
        "participants": [
            {"name": f"Deltager Prøve {one}", "kind": "doctor", "status": "attended"}
            for one in range(5 + number % 25)
        ],
    }


def measure(folder: Path, *, rounds: int, claims: int) -> tuple[str, list[Target]]:
    """The best of the rounds, as nothing but this process is measured."""
    file = folder / "claims.json"
    file.write_text(json.dumps([claim(number) for number in range(claims)]), encoding="utf-8")
    seconds = []
    for _ in range(rounds):
        begun = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "manage.py", "judge", str(file)], cwd=ROOT, capture_output=True, check=True
        )
        seconds.append(time.perf_counter() - begun)
    answers = json.loads(done.stdout)
    findings = sum(len(one["findings"]) for one in answers)
    rows = [["judge", len(answers), findings, min(seconds), len(answers) / min(seconds)]]
    text = drawn("(e) claims judged from a file", ["", "claims", "findings", "seconds", "per second"], rows)
    return text, [Target("(e) claims judged per second, start included", len(answers) / min(seconds))]
