"""A page asks for rows through what the person may see, never for any row by its number (reliability T099)."""

import ast
from collections.abc import Iterator

import pytest

from tests.house import tree

SCOPES = {"visible_to"}
"""The querysets that know who is asking."""
ALLOWED = {
    # Found by something else than the person's own scope, each for its reason.
    ("clusters/views/members.py", "Person"): "a person of a cluster that is already scoped",
    ("clusters/views/invitation.py", "Invitation"): "the secret of the link is the right to it",
    ("clusters/views/deputy.py", "Membership"): "the person's own rows, and rows of a scoped cluster",
    ("approvals/views/account.py", "Cluster"): "the clusters the person stands in",
}


def views() -> Iterator:
    for room in tree.FLOORS:
        yield from tree.files(f"{room}/views", "*.py")


def unscoped(source: ast.AST) -> Iterator[str]:
    """Names of models whose rows are asked for without a scope: `X.objects.get(…)`, `get_object_or_404(X, …)`."""
    for node in tree.nodes(source):
        if isinstance(node, ast.Attribute):
            asked = node.value
            if node.attr not in SCOPES and isinstance(asked, ast.Attribute) and asked.attr == "objects":
                yield ast.unparse(asked.value)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "get_object_or_404":
            first = ast.unparse(node.args[0])
            if first.isidentifier() and first[0].isupper():
                yield first


def found() -> set[tuple[str, str]]:
    return {(tree.name(path), model) for path in views() for model in unscoped(tree.tree(path))}


def test_views_ask_through_a_scope():
    assert found() - set(ALLOWED) == set()


def test_every_exception_is_still_one():
    assert set(ALLOWED) - found() == set(), "take it off the list"


@pytest.mark.parametrize(
    "source", ["Voucher.objects.get(pk=pk)", "get_object_or_404(Voucher, pk=pk)", "Voucher.objects.all()"]
)
def test_the_rule_finds_what_it_looks_for(source):
    assert list(unscoped(ast.parse(source))) == ["Voucher"]


def test_the_rule_lets_a_scope_pass():
    assert list(unscoped(ast.parse("get_object_or_404(Voucher.objects.visible_to(user), pk=pk)"))) == []
