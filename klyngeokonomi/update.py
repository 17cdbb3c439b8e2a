"""Columns of one row written by a statement that is put together once for each table and its columns (ADR 0025)."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db import DatabaseError, connection, models

from klyngeokonomi.statement import prepared_cursor


def update(row: models.Model, *names: str) -> None:
    """Write these fields of the row, as save(update_fields=names) would. Raises DatabaseError when it is gone."""
    given = {name: row._meta.get_field(name).pre_save(row, add=False) for name in names}
    if not update_where(type(row), given, pk=row.pk):
        raise DatabaseError(f"There is no row to write: {row._meta.label} {row.pk}.")


def update_where(model: type[models.Model], given: dict[str, Any], **held: Any) -> int:
    """How many rows were written: those whose fields are what `held` says, each of them one value and not None."""
    text, fields = _statement(model, tuple(given), tuple(held))
    values = [*given.values(), *held.values()]
    with prepared_cursor() as cursor:
        cursor.execute(text, list(_for_database(fields, values)))
        return cursor.rowcount


def _for_database(fields: tuple[Any, ...], values: list[Any]) -> Iterable[Any]:
    for field, value in zip(fields, values, strict=True):
        yield field.get_db_prep_save(value, connection)


@cache
def _statement(model: type[models.Model], names: tuple[str, ...], held: tuple[str, ...]) -> tuple[str, tuple]:
    meta, quote = model._meta, connection.ops.quote_name
    written = [meta.get_field(name) for name in names]
    asked = [meta.pk if name == "pk" else meta.get_field(name) for name in held]
    new = ", ".join(f"{quote(field.column)} = %s" for field in written)
    where = " AND ".join(f"{quote(field.column)} = %s" for field in asked)
    text = f"UPDATE {quote(meta.db_table)} SET {new} WHERE {where}"  # noqa: S608 - own names
    return text, (*written, *asked)
