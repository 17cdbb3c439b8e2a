"""The files of the house, as the tests of the house read them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("clusters", "meetings", "expenses", "approvals")
ROOMS = ("klyngeokonomi", *FLOORS)
APPS = (*FLOORS, "documents", "outbox", "audit")
NOT_OURS = {"node_modules", "__pycache__", "var", ".venv"}


def files(folder: str, pattern: str) -> Iterator[Path]:
    """Our own files below a folder, none that a tool has made."""
    return iter(_files(folder, pattern))


def code() -> Iterator[Path]:
    """Every Python file of the product; tests and generated migrations apart."""
    for room in ROOMS:
        yield from (path for path in files(room, "*.py") if "migrations" not in path.parts)


def templates() -> list[Path]:
    return list(files("templates", "*.html")) + list(files("templates", "*.txt"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(text(path))


@cache
def nodes(source: ast.AST) -> list[ast.AST]:
    """All that a tree is made of, walked through once for all who look for something in it."""
    return list(ast.walk(source))


@cache
def _files(folder: str, pattern: str) -> list[Path]:
    found = (path for path in sorted((ROOT / folder).rglob(pattern)) if path.is_file())
    return [path for path in found if not NOT_OURS & set(path.relative_to(ROOT).parts)]


def dotted(node: ast.AST) -> str:
    """`a.b.c` of a name with its attributes, as it is written; the last name alone where it hangs on something else."""
    if isinstance(node, ast.Attribute):
        return ".".join(part for part in (dotted(node.value), node.attr) if part)
    return node.id if isinstance(node, ast.Name) else ""
