"""Documents lead where they say: every link exists, every decision is listed and short, every name of one is known."""

import re

import pytest

from tests.house import tree

DOCS = tree.ROOT / "klyngeokonomi" / "docs"
WRITTEN = [tree.ROOT / "README.md", *tree.files("klyngeokonomi/docs", "*.md")]
DECISIONS = list(tree.files("klyngeokonomi/docs/adr", "*.md"))
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")


@pytest.mark.parametrize("path", WRITTEN, ids=tree.name)
def test_every_link_leads_somewhere(path):
    assert [link for link in LINK.findall(tree.text(path)) if not (path.parent / link).exists()] == []


def test_every_decision_is_listed_once_and_has_its_own_number():
    listed = re.findall(r"\(adr/([^)]+)\)", tree.text(DOCS / "README.md"))
    assert listed == [path.name for path in DECISIONS]
    assert len({path.name[:4] for path in DECISIONS}) == len(DECISIONS)


@pytest.mark.parametrize("path", DECISIONS, ids=tree.name)
def test_a_decision_is_under_a_page_and_called_what_its_file_is(path):
    assert tree.text(path).startswith(f"# {path.name[:4]} ")
    assert len(tree.text(path).splitlines()) <= 60


def test_every_decision_that_the_code_names_exists():
    numbers = {path.name[:4] for path in DECISIONS}
    sources = [*tree.code(), *tree.files("tests", "*.py"), *WRITTEN]
    named = {
        number: tree.name(path) for path in sources for number in re.findall(r"ADR (\d{4})", tree.text(path))
    }
    assert {number: path for number, path in named.items() if number not in numbers} == {}


def test_every_folder_of_the_map_exists():
    names = re.findall(r"^ {4}(?: {2})?([a-z]\w+/)", tree.text(tree.ROOT / "README.md"), re.M)
    assert len(names) >= 8
    missing = [
        name
        for name in names
        if not any((tree.ROOT / part / name).exists() for part in (".", "klyngeokonomi"))
    ]
    assert missing == []
