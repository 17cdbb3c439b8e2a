"""Files, functions and templates stay small. The exceptions may only shrink: a new one is never added here."""

import ast

import pytest

from tests.house import tree

FILE, FUNCTION, TEMPLATE = 300, 40, 150
LONG_FILES: dict[str, int] = {}
LONG_FUNCTIONS = {
    "klyngeokonomi/demo/year.py:odds_and_ends": 44,
    "meetings/actions/plan_meeting.py:plan_meeting": 43,
}


def file_lengths() -> dict[str, int]:
    return {
        tree.name(path): len(tree.text(path).splitlines())
        for path in [*tree.code(), *tree.files("tests", "*.py")]
    }


def function_lengths() -> dict[str, int]:
    return {
        f"{tree.name(path)}:{node.name}": node.end_lineno - node.lineno + 1
        for path in tree.code()
        for node in tree.nodes(tree.tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def template_lengths() -> dict[str, int]:
    return {tree.name(path): len(tree.text(path).splitlines()) for path in tree.templates()}


@pytest.mark.parametrize(
    ("measured", "limit", "exceptions"),
    [
        (file_lengths, FILE, LONG_FILES),
        (function_lengths, FUNCTION, LONG_FUNCTIONS),
        (template_lengths, TEMPLATE, {}),
    ],
)
def test_nothing_grows_past_its_limit(measured, limit, exceptions):
    lengths = measured()
    assert lengths
    too_long = {name: length for name, length in lengths.items() if length > exceptions.get(name, limit)}
    assert too_long == {}
    shrunk = [name for name in exceptions if lengths.get(name, 0) <= limit]
    assert shrunk == [], "now small enough: take them off the list"
