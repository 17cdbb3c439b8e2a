"""One piece of building, kept: the rows it wrote, the files it laid down, and what it gave."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from tests.replay import in_database
from tests.replay.result import Result

SQUEEZED = 1000
"""Times of the building lie this much closer together when it is put back: in the same order, just before now."""
MOMENT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?[+-]\d\d:\d\d)")


class NotAlike(Exception):
    """What was done cannot be put back as rows."""


def ask(statement: str, values: list[Any] | None = None) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]


def tally() -> str:
    """What this transaction has written so far."""
    return ask("SELECT replay.tally()")


def files() -> dict[str, Path]:
    """Every file of the test's papers by its name under their folder."""
    root = Path(settings.DOCUMENT_ROOT)
    return {str(file.relative_to(root)): file for file in root.rglob("*") if file.is_file()}


@dataclass
class Before:
    """How things stood when the building began, inside a savepoint of its own."""

    tally: str
    mark: int
    files: set[str]
    started: dt.datetime

    @classmethod
    def now(cls, tally: str) -> "Before":
        return cls(tally, ask(in_database.MARK), set(files()), timezone.now())


@dataclass
class Recording:
    """`rows` is JSON in pieces; between them stand the times of the building, as how long before its end."""

    rows: list[str | dt.timedelta]
    files: dict[str, tuple[int, bytes]]
    result: Result

    @classmethod
    def of(cls, before: Before, after: str, given: Any) -> "Recording":
        """What was written since `before`. Raises NotAlike when rows were taken away."""
        ended = timezone.now()
        tables = (f'"{name}": {_rows_since(name, before.mark)}' for name in _changed(before.tally, after))
        pieces = list(_pieces("{" + ", ".join(tables) + "}", before.started, ended))
        laid = {name: file for name, file in files().items() if name not in before.files}
        contents = {name: (file.stat().st_mode & 0o777, file.read_bytes()) for name, file in laid.items()}
        return cls(pieces, contents, Result.of(given))

    def put_back(self) -> Any:
        """Write it all anew, as of now; what the building gave, as it stands in the database."""
        now = timezone.now()
        for name, (mode, content) in self.files.items():
            place = Path(settings.DOCUMENT_ROOT) / name
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            place.write_bytes(content)
            place.chmod(mode)
        rows = (one if isinstance(one, str) else (now - one / SQUEEZED).isoformat() for one in self.rows)
        ask("SELECT replay.put(%s)", ["".join(rows)])
        return self.result.fetched()


def _changed(before: str, after: str) -> Iterator[str]:
    old = dict(one.split(":", 1) for one in before.split())
    for name, numbers in (one.split(":", 1) for one in after.split()):
        if numbers.rpartition(":")[2] != old.get(name, "0:0:0").rpartition(":")[2]:
            raise NotAlike(name)
        if numbers != old.get(name):
            yield name


def _rows_since(table: str, mark: int) -> str:
    return ask(in_database.ROWS_SINCE.format(table=connection.ops.quote_name(table)), [mark])


def _pieces(text: str, started: dt.datetime, ended: dt.datetime) -> Iterator[str | dt.timedelta]:
    for piece in MOMENT.split(text):
        moment = dt.datetime.fromisoformat(piece) if MOMENT.fullmatch(piece) else None
        yield ended - moment if moment and started <= moment <= ended else piece
