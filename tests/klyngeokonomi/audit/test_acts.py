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
            text = file.read_text(encoding="utf-8")
            if "record(" not in text:
                continue
            tree = ast.parse(text)
            for function in [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)]:
                for call in calls(function, "record"):
                    yield from written_out(call.args[0], function, tree, file)


def calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name and node.args:
            yield node


def written_out(code: ast.expr, function: ast.FunctionDef, tree: ast.AST, file: Path) -> Iterator[str]:
    """The codes themselves: one or the other, or what the file's own calls give the function."""
    if isinstance(code, ast.IfExp):
        yield from written_out(code.body, function, tree, file)
        yield from written_out(code.orelse, function, tree, file)
        return
    if isinstance(code, ast.Name):
        place = [one.arg for one in function.args.args].index(code.id)
        for call in calls(tree, function.name):
            yield from written_out(call.args[place], function, tree, file)
        return
    assert isinstance(code, ast.Constant), f"{file}: the act must be written out"
    yield code.value


def test_every_recorded_act_has_a_label() -> None:
    acts = set(recorded_acts())
    assert "message_retried" in acts
    assert acts - LABELS.keys() == set()


def test_unknown_code_is_shown_as_it_is() -> None:
    assert label("message_retried") == "Besked sendes igen"
    assert label("from_the_future") == "from_the_future"
