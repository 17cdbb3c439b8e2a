"""Rows added by a statement that is put together once for each table (ADR 0025)."""

from collections.abc import Iterable
from functools import cache
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models.expressions import DatabaseDefault

from klyngeokonomi.statement import prepared_cursor

M = TypeVar("M", bound=models.Model)


def insert(row: M) -> M:
    """Add a row that was never saved, as save() would, with what the database gave it: its number, its defaults."""
    _add(row, "")
    return row


def insert_all(rows: Iterable[M]) -> None:
    """Add them, in one statement however many; nothing is read back."""
    found = list(rows)
    if len(found) == 1:
        insert(found[0])
    elif found:
        type(found[0])._default_manager.bulk_create(found)


def insert_unless_there(row: models.Model) -> bool:
    """Add the row unless one like it is there by a unique constraint; False, and nothing raised, when it is."""
    return _add(row, " ON CONFLICT DO NOTHING")


def _add(row: models.Model, otherwise: str) -> bool:
    given = {}
    for field in row._meta.local_concrete_fields:
        if not field.generated:
            value = field.pre_save(row, add=True)
            if not isinstance(value, DatabaseDefault) and not (field.primary_key and value is None):
                given[field] = field.get_db_prep_save(value, connection)
    with prepared_cursor() as cursor:
        cursor.execute(
            _statement(type(row), tuple(given)) + otherwise + _returning(type(row)), [*given.values()]
        )
        if not (found := cursor.fetchone()):
            return False
    for field, value in zip(_returned(type(row)), found, strict=True):
        setattr(row, field.attname, value)
    row._state.adding, row._state.db = False, connection.alias
    return True


@cache
def _statement(model: type[models.Model], fields: tuple[Any, ...]) -> str:
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join(['%s'] * len(fields))})"  # noqa: S608 - own names


def _returned(model: type[models.Model]) -> list[Any]:
    """Its own key always, so that a row that was added can be told from one that was not."""
    return [*dict.fromkeys([model._meta.pk, *model._meta.db_returning_fields])]


@cache
def _returning(model: type[models.Model]) -> str:
    names = ", ".join(connection.ops.quote_name(field.column) for field in _returned(model))
    return f" RETURNING {names}"
