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
    for path in sorted((ROOT / folder).rglob(pattern)):
        if path.is_file() and not NOT_OURS & set(path.relative_to(ROOT).parts):
            yield path


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
