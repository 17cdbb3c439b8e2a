"""No machine float comes near an amount of money."""

import ast

import pytest

from tests.house import tree

WITH_MONEY = [
    path
    for path in tree.code()
    if tree.name(path).split("/")[0] in tree.FLOORS
    or tree.name(path).startswith(
        ("klyngeokonomi/money", "klyngeokonomi/danish/", "klyngeokonomi/demo/", "klyngeokonomi/templatetags/")
    )
]


def floats_in(source: ast.AST) -> list[int]:
    """Lines with a float literal, a call of float(), or a field of floats."""
    lines = []
    for node in tree.nodes(source):
        literal = isinstance(node, ast.Constant) and isinstance(node.value, float)
        call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float"
        field = isinstance(node, ast.Attribute) and node.attr == "FloatField"
        if literal or call or field:
            lines.append(node.lineno)
    return lines


@pytest.mark.case("T013")
def test_no_float_where_money_is_handled():
    assert len(WITH_MONEY) > 100
    assert {tree.name(path): lines for path in WITH_MONEY if (lines := floats_in(tree.tree(path)))} == {}


@pytest.mark.twin("T013")
@pytest.mark.parametrize("source", ["price = 0.25", "price = float(text)", "price = models.FloatField()"])
def test_the_rule_finds_what_it_looks_for(source):
    assert floats_in(ast.parse(source)) == [1]
