"""Words that do not belong in the house, and words that must be there."""

import ast
import re

import pytest

from klyngeokonomi.audit import acts
from tests.house import tree

FORBIDDEN_ROOMS = {"utils", "util", "helpers", "helper", "services", "service", "common", "misc", "core"}
TESTS_OWN = {"tests/services.py"}
"""The servers that tests start; not a room of the product."""
TEXT_FILES = {".py", ".md", ".toml", ".html", ".txt", ".js", ".css", ".json", ".lock", ".yml", ".yaml", ""}
ADDRESSES_OF_THE_WORKSHOP = re.compile(
    "|".join(
        [
            r"(?<![\w.])/(?:wor" + r"k|roo" + r"t)/",
            r"index-" + r"url",
            r"https?://[^\s\"']*(?:pyp" + r"i|np" + r"mjs)",
        ]
    )
)
CPR = re.compile(r"\bcpr\b", re.IGNORECASE)


def committed() -> list:
    folders = [*tree.ROOMS, "templates", "static", "tests", ".ci"]
    found = [path for folder in folders for path in tree.files(folder, "*")]
    found += [
        path for path in tree.ROOT.iterdir() if path.is_file() and path.name not in {".git", ".coverage"}
    ]
    return [path for path in found if path.suffix in TEXT_FILES]


def test_no_room_is_called_after_nothing():
    names = [
        path for path in [*tree.code(), *tree.files("tests", "*.py")] if tree.name(path) not in TESTS_OWN
    ]
    found = [
        tree.name(one)
        for one in names
        if FORBIDDEN_ROOMS & {*one.parent.relative_to(tree.ROOT).parts, one.stem}
    ]
    assert found == []


def test_nothing_names_a_registry_or_a_place_on_somebodys_machine():
    found = {
        tree.name(path): hits
        for path in committed()
        if (hits := ADDRESSES_OF_THE_WORKSHOP.findall(path.read_text(encoding="utf-8", errors="replace")))
    }
    assert found == {}


@pytest.mark.case("T115")
def test_no_mail_speaks_of_a_cpr_number():
    mails = list(tree.files("templates/emails", "*"))
    assert len(mails) > 30
    assert [tree.name(path) for path in mails if CPR.search(tree.text(path))] == []


def acts_recorded() -> dict[str, str]:
    """act → file, for every record("act", …) in the code."""
    used = {}
    for path in tree.code():
        for node in tree.nodes(tree.tree(path)):
            if not (
                isinstance(node, ast.Call) and tree.dotted(node.func).split(".")[-1] == "record" and node.args
            ):
                continue
            for part in ast.walk(node.args[0]):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    used[part.value] = tree.name(path)
    return used


def test_every_act_that_is_recorded_has_a_label():
    used = acts_recorded()
    assert len(used) > 15
    assert {act: path for act, path in used.items() if act not in acts.LABELS} == {}
