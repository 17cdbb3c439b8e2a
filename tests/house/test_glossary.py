"""Every word of an enum that a person sees stands in the glossary, beside the name the code has for it."""

from collections.abc import Iterator
from enum import EnumMeta

from django.apps import apps
from django.db.models import Choices

from tests.house import tree

GLOSSARY = tree.ROOT / "klyngeokonomi" / "docs" / "glossary.md"


def enums(parent: EnumMeta = Choices) -> Iterator[EnumMeta]:
    """The product's own enums with labels; every room is imported once Django's apps are ready."""
    assert apps.ready
    for one in parent.__subclasses__():
        yield from enums(one)
        if len(one) and one.__module__.split(".")[0] in tree.ROOMS:
            yield one


def code_name(enum: EnumMeta) -> str:
    """`Role`; with its room in the cellar, where two are called State: `outbox.State`."""
    room = enum.__module__.split(".")
    return f"{room[-2]}.{enum.__name__}" if room[0] == "klyngeokonomi" else enum.__name__


def test_every_label_has_its_line():
    lines = set(tree.text(GLOSSARY).splitlines())
    wanted = {
        f"| {member.label} | `{code_name(enum)}.{member.name}` |" for enum in enums() for member in enum
    }
    assert len(wanted) > 80
    assert sorted(wanted - lines) == []


def test_no_line_names_what_the_code_no_longer_has():
    known = {f"`{code_name(enum)}.{member.name}`" for enum in enums() for member in enum}
    known_enums = {code_name(enum) for enum in enums()}
    named = [line.split("|")[2].strip() for line in tree.text(GLOSSARY).splitlines() if line.startswith("| ")]
    of_enums = [name for name in named if name.strip("`").rpartition(".")[0] in known_enums]
    assert len(of_enums) > 80
    assert [name for name in of_enums if name not in known] == []
