"""What a piece of building gave, rows and all; each row is fetched anew, with the relations it held at hand."""

import io
import pickle
from dataclasses import dataclass
from typing import Any

from django.db import models

Row = tuple[type[models.Model], Any, tuple[str, ...]]
"""The model, the key, and the names of the relations."""


class _Writer(pickle.Pickler):
    def __init__(self, file: io.BytesIO) -> None:
        super().__init__(file)
        self.rows: list[Row] = []

    def persistent_id(self, value: Any) -> int | None:
        if not isinstance(value, models.Model):
            return None
        self.rows.append((type(value), value.pk, _at_hand(value)))
        return len(self.rows) - 1


class _Reader(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, rows: dict[Row, models.Model], order: list[Row]) -> None:
        super().__init__(file)
        self._rows, self._order = rows, order

    def persistent_load(self, place: int) -> models.Model:
        return self._rows[self._order[place]]


@dataclass
class Result:
    whole: bytes
    rows: list[Row]

    @classmethod
    def of(cls, given: Any) -> "Result":
        file = io.BytesIO()
        writer = _Writer(file)
        writer.dump(given)
        return cls(file.getvalue(), writer.rows)

    def fetched(self) -> Any:
        found: dict[Row, models.Model] = {}
        for model, related in {(model, related) for model, _, related in self.rows}:
            keys = {pk for of, pk, at_hand in self.rows if (of, at_hand) == (model, related)}
            query = model._base_manager.select_related(*related) if related else model._base_manager
            found |= {(model, pk, related): row for pk, row in query.in_bulk(keys).items()}
        return _Reader(io.BytesIO(self.whole), found, self.rows).load()


def _at_hand(row: models.Model) -> tuple[str, ...]:
    relations = (field for field in row._meta.concrete_fields if field.is_relation)
    return tuple(field.name for field in relations if field.is_cached(row))
