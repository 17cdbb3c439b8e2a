"""Every act that the code records has Danish words, and every word has an act."""

import ast
from collections.abc import Iterator
from pathlib import Path

from klyngeokonomi.audit.acts import LABELS, label

ROOT = Path(__file__).resolve().parents[3]
ROOMS = ("klyngeokonomi", "clusters", "meetings", "expenses", "approvals")


def recorded_acts() -> Iterator[str]:
    """The codes that record() is called with anywhere in the product."""
    for room in ROOMS:
        for file in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record" and node.args:
                    code = node.args[0]
                    assert isinstance(code, ast.Constant), f"{file}: the act must be written out"
                    yield code.value


def test_every_recorded_act_has_a_label() -> None:
    acts = set(recorded_acts())
    assert "message_retried" in acts
    assert acts - LABELS.keys() == set()


def test_unknown_code_is_shown_as_it_is() -> None:
    assert label("message_retried") == "Besked sendes igen"
    assert label("from_the_future") == "from_the_future"
