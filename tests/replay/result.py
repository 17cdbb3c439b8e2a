"""What a factory gave: a row, a dataclass of rows, or nothing. Fetched anew with the relations it held at hand."""

from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from django.db import models


@dataclass
class Result:
    """`whole` makes the answer of the rows by their names; each row as (model, its key, relations at hand)."""

    whole: Any
    rows: dict[str, tuple[type[models.Model], Any, tuple[str, ...]]]

    @classmethod
    def of(cls, given: Any) -> "Result":
        if given is None:
            return cls(lambda: None, {})
        if isinstance(given, models.Model):
            return cls(lambda row: row, {"row": _kept(given)})
        if is_dataclass(given):
            return cls(
                type(given), {field.name: _kept(getattr(given, field.name)) for field in fields(given)}
            )
        raise TypeError(f"a factory that is put back gives rows, not {given!r}")

    def fetched(self) -> Any:
        found: dict[str, models.Model] = {}
        for model, related in {(model, related) for model, _, related in self.rows.values()}:
            keys = {
                name: pk for name, (of, pk, at_hand) in self.rows.items() if (of, at_hand) == (model, related)
            }
            query = model._base_manager.select_related(*related) if related else model._base_manager
            there = query.in_bulk(set(keys.values()))
            found |= {name: there[pk] for name, pk in keys.items()}
        return self.whole(**found)


def _kept(row: models.Model) -> tuple[type[models.Model], Any, tuple[str, ...]]:
    at_hand = (
        field.name for field in row._meta.concrete_fields if field.is_relation and field.is_cached(row)
    )
    return type(row), row.pk, tuple(at_hand)
