"""Every template is used, keeps its parent's order of blocks, carries nothing inline, and speaks Danish."""

import re
from functools import cache
from pathlib import Path

import pytest
from django.template.utils import get_app_template_dirs

from tests.house import tree

TEMPLATES = tree.ROOT / "templates"
BLOCK = re.compile(r"{%-? *block +([\w-]+)")
EXTENDS = re.compile(r"{% *extends *[\"']([^\"']+)[\"']")
INLINE = re.compile(
    r"""\sstyle=|<style\b|<script(?![^>]*\b(?:src=|type="application/json"))|\son[a-z]+=|javascript:|hx-on""",
    re.I,
)
ASKED_FOR_BY_OTHERS = {"429.html"}
"""By allauth's rate limits, which put the name together."""
NOT_TEXT = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}|<script.*?</script>|<[^>]+>|&\w+;", re.S)
ENGLISH = re.compile(
    r"\b(the|and|with|your|you|please|save|submit|delete|cancel|search|back|next|previous|password|sign|click"
    r"|here|this|that|are|not|was|error|page|view|edit|add|remove|change|yes|user|loading|close)\b",
    re.I,
)


def own_name(path: Path) -> str:
    return path.relative_to(TEMPLATES).as_posix()


def others_with(name: str) -> list[Path]:
    """Templates of that name in Django, allauth and whatever else is installed."""
    return [
        Path(folder) / name for folder in get_app_template_dirs("templates") if (Path(folder) / name).exists()
    ]


QUOTED = re.compile(r"""["']([\w./-]+\.(?:html|txt))["']""")


@cache
def quoting() -> dict[str, list[Path]]:
    """Which of our files name a template, by the template's name."""
    found: dict[str, list[Path]] = {}
    for one in [*tree.code(), *tree.templates()]:
        for name in set(QUOTED.findall(tree.text(one))):
            found.setdefault(name, []).append(one)
    return found


def is_used(path: Path) -> bool:
    name = own_name(path)
    if name in ASKED_FOR_BY_OTHERS or others_with(name):
        return True
    if name.startswith("emails/"):
        _, app, mail, _ = name.split("/")
        return mail in tree.text(tree.ROOT / app / "emails.py")
    if re.fullmatch(r"admin/\w+/\w+/change_(list|form)\.html", name):
        return True
    return any(path != one for one in quoting().get(name, ()))


def parents(path: Path) -> list[Path]:
    """What the template extends, what that extends, and so on."""
    found: list[Path] = []
    while extends := EXTENDS.search(path.read_text(encoding="utf-8")):
        own = TEMPLATES / extends[1]
        choices = [one for one in (own, *others_with(extends[1])) if one.exists() and one != path]
        path = choices[0]
        found.append(path)
    return found


def test_no_template_is_unused():
    assert [own_name(path) for path in tree.templates() if not is_used(path)] == []


@pytest.mark.parametrize("path", tree.templates(), ids=own_name)
def test_blocks_stand_in_the_parents_order(path):
    own = BLOCK.findall(tree.text(path))
    for parent in parents(path):
        order = BLOCK.findall(parent.read_text(encoding="utf-8"))
        shared = [block for block in own if block in order]
        assert shared == sorted(shared, key=order.index), own_name(parent)


def test_nothing_is_inline():
    pages = [path for path in tree.templates() if not own_name(path).startswith("emails/")]
    assert [own_name(path) for path in pages if INLINE.search(tree.text(path))] == []


@pytest.mark.parametrize(
    "bad",
    [
        '<p style="x">',
        "<script>go()</script>",
        '<a onclick="go()">',
        '<a href="javascript:go()">',
        "<b hx-on:x>",
    ],
)
def test_the_rule_finds_what_is_inline(bad):
    assert INLINE.search(bad)


def test_no_english_is_left_on_a_screen_or_in_a_mail():
    found = {own_name(path): ENGLISH.findall(NOT_TEXT.sub(" ", tree.text(path))) for path in tree.templates()}
    assert {name: words for name, words in found.items() if words} == {}
