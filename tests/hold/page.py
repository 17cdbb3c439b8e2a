"""Draws klyngeokonomi/docs/hold.md: every case of the catalogue with the tests that prove it. Kept fresh by a test."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.hold.catalogue import SECTIONS, Case

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "klyngeokonomi" / "docs" / "hold.md"
INTRODUCTION = """# What the product withstands

Drawn by `python -m tests.hold.page` from `tests/hold/catalogue.py` and the marks in the tests; never edited by hand.
A case is covered when a test sees the product withstand it, the invariants hold afterwards (`manage.py check_books`),
and a twin takes the protection away and sees the harm come: a control whose absence nobody notices is no control.
`make test` runs the cases and most twins; twins that need servers of their own, or let a decoder take
all it wants, run in `make long`, and so does what a case tries over and over
([ADR 0043](adr/0043-what-the-suite-leaves-to-make-long.md)).
"""
Claims = dict[str, dict[str, list[str]]]


@cache
def claims() -> Claims:
    """{"case" | "twin": {"T001": ["tests/…/test_x.py::test_y"]}}, read from the decorators."""
    found: Claims = {"case": defaultdict(list), "twin": defaultdict(list)}
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        where, text = file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8")
        if not re.search(r"\.(case|twin)\(", text):
            continue  # nine files of ten; reading one as a tree takes a while
        for kind, number, test in _marks(ast.parse(text)):
            found[kind][number].append(f"{where}::{test}")
    return found


def document() -> str:
    """The whole of hold.md."""
    found = claims()
    cases = [case for section in SECTIONS.values() for case in section]
    covered = sum(is_covered(case, found) for case in cases)
    parts = [INTRODUCTION, f"**{covered} of {len(cases)} cases are covered.**", ""]
    for title, section in SECTIONS.items():
        parts += [f"## {title}", ""]
        for case in section:
            parts += _lines(case, found)
        parts.append("")
    return "\n".join(parts)


def is_covered(case: Case, found: Claims) -> bool:
    """Whether both a test and a twin claim the case."""
    return bool(found["case"].get(case.number)) and bool(found["twin"].get(case.number))


def _lines(case: Case, found: Claims) -> Iterator[str]:
    tests, twins = found["case"].get(case.number, []), found["twin"].get(case.number, [])
    sign = "x" if is_covered(case, found) else " "
    yield f"- [{sign}] **{case.number}** {case.what}"
    if case.open:
        yield f"  - open: {case.open}"
    yield from (f"  - `{test}`" for test in tests)
    yield from (f"  - twin: `{twin}`" for twin in twins)


def _marks(tree: ast.AST) -> Iterator[tuple[str, str, str]]:
    for node in ast.walk(tree):
        for decorator in getattr(node, "decorator_list", []):
            if isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Attribute):
                kind = decorator.func.attr
                if kind in ("case", "twin"):
                    yield from ((kind, ast.literal_eval(number), node.name) for number in decorator.args)


if __name__ == "__main__":
    TARGET.write_text(document(), encoding="utf-8")
