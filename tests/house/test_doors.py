"""One door to a state, one door to the ledger, and no second hand on a row of evidence."""

import ast
from collections.abc import Iterator
from functools import cache

import pytest

from tests.house import tree

STATE_WRITERS = {
    "approvals/actions/leased_papers.py",
    "approvals/actions/reprint_statement.py",
    "approvals/actions/run_fees.py",
    "approvals/actions/cancel_batch.py",
    "approvals/transitions.py",
    "clusters/actions/apply_import.py",
    "clusters/actions/read_import.py",
    "clusters/actions/start_import.py",
    "expenses/transitions.py",
    "meetings/transitions.py",
    "klyngeokonomi/documents/reading.py",
    "klyngeokonomi/documents/receive.py",
    "klyngeokonomi/documents/rotate.py",
    "klyngeokonomi/outbox/deliver.py",
    "klyngeokonomi/outbox/retry.py",
}
EVIDENCE = {"Budget", "Movement", "Decision", "Move", "AttendanceList", "Record"}
REWRITES = {"update", "delete", "bulk_update", "update_or_create", "save"}
REWRITES_KEPT = {"update", "update_where"}
"""Of klyngeokonomi/update.py."""
KEPT_WRITERS = REWRITES_KEPT | {"insert", "insert_unless_there"}
LEDGER_DOOR = "clusters/ledger/post.py"


def state_writes(source: ast.AST) -> Iterator[int]:
    """Lines that assign `.state`, or give it to what writes rows."""
    for node in tree.nodes(source):
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            parts = [part for target in targets for part in ast.walk(target)]
            if any(isinstance(part, ast.Attribute) and part.attr == "state" for part in parts):
                yield node.lineno
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            named = {keyword.arg for keyword in node.keywords}
            if node.func.attr in {"update", "create"} and "state" in named:
                yield node.lineno
        if isinstance(node, ast.Call) and tree.dotted(node.func) in KEPT_WRITERS and _names_state(node):
            yield node.lineno


def _names_state(call: ast.Call) -> bool:
    """Whether what the call writes has a state: `update(row, "state")`, `update_where(Row, {"state": …})`,
    `insert(Row(state=…))`."""
    for given in call.args:
        if isinstance(given, ast.Dict) and any(_is_state(key) for key in given.keys):
            return True
        if _is_state(given) or (
            isinstance(given, ast.Call) and "state" in {one.arg for one in given.keywords}
        ):
            return True
    return False


def _is_state(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Constant) and node.value == "state"


def rewrites(source: ast.AST) -> Iterator[int]:
    """Lines where a chain that begins at an evidence table, or at a row named after one, ends in a rewrite."""
    rows = {name.lower() for name in EVIDENCE}
    for node in tree.nodes(source):
        if isinstance(node, ast.Call) and tree.dotted(node.func) in REWRITES_KEPT:
            row = node.args[0] if node.args else None
            if isinstance(row, ast.Name) and row.id in EVIDENCE | rows:
                yield node.lineno
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        root = node.func.value
        while isinstance(root, ast.Attribute | ast.Call):
            root = root.func if isinstance(root, ast.Call) else root.value
        if isinstance(root, ast.Name) and root.id in EVIDENCE | rows and node.func.attr in REWRITES:
            yield node.lineno


def makes_movement(source: ast.AST) -> Iterator[int]:
    for node in tree.nodes(source):
        if isinstance(node, ast.Call) and tree.dotted(node.func) in {
            "Movement",
            "Movement.objects.create",
            "Movement.objects.bulk_create",
        }:
            yield node.lineno


@cache
def found(rule) -> dict[str, list[int]]:
    return {tree.name(path): lines for path in tree.code() if (lines := list(rule(tree.tree(path))))}


def test_a_state_is_written_through_its_one_door():
    assert set(found(state_writes)) <= STATE_WRITERS


def test_every_named_writer_writes_a_state():
    assert set(found(state_writes)) >= STATE_WRITERS, "no longer a writer: take it off the list"


def test_evidence_is_only_added_to():
    assert found(rewrites) == {}


def test_movements_are_made_by_the_ledger_alone():
    assert set(found(makes_movement)) == {LEDGER_DOOR}


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        (state_writes, "voucher.state = new"),
        (state_writes, "Voucher.objects.filter(pk=1).update(state=new)"),
        (rewrites, "Movement.objects.filter(pk=1).update(amount=2)"),
        (rewrites, "decision.save()"),
        (state_writes, "update_where(Voucher, {'state': new}, pk=1)"),
        (state_writes, "update(voucher, 'gross', 'state')"),
        (state_writes, "insert(Document(state=new))"),
        (rewrites, "update_where(Movement, {'amount': 2}, pk=1)"),
        (rewrites, "update(decision, 'reason')"),
        (makes_movement, "Movement.objects.create(amount=1)"),
    ],
)
def test_the_rules_find_what_they_look_for(rule, source):
    assert list(rule(ast.parse(source))) == [1]
