"""Proof that no CPR number stands where none may (I9): every text of every table is looked through."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db import connection, models

from klyngeokonomi.danish.cpr_in_text import IN_SQL

TEXTS = (models.CharField, models.TextField, models.JSONField)
RETENTION = Path(__file__).with_name("retention.toml")


def check_no_cpr() -> Iterator[str]:
    """Which table and column hold something that looks like a CPR number, and in how many rows; never the number."""
    excepted = tomllib.loads(RETENTION.read_text(encoding="utf-8"))["may_look_like_cpr"]
    for model in apps.get_models():
        if model._meta.proxy or not model._meta.managed:
            continue
        columns = dict(_columns(model, excepted.get(model._meta.label, [])))
        if not columns:
            continue
        table = connection.ops.quote_name(model._meta.db_table)
        counts = ", ".join(f"count(*) FILTER (WHERE {text} ~ %s)" for text in columns.values())
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {counts} FROM {table}", [IN_SQL] * len(columns))  # noqa: S608 - names of ours
            for name, found in zip(columns, cursor.fetchone(), strict=True):
                if found:
                    yield f"{model._meta.label}.{name}: {found} rækker indeholder noget, der ligner et CPR-nummer."


def _columns(model: type[models.Model], excepted: list[str]) -> Iterator[tuple[str, str]]:
    """(name, SQL for its text) of every column where anything may have been written."""
    for field in model._meta.local_concrete_fields:
        if not isinstance(field, TEXTS) or field.choices or field.name in excepted:
            continue
        text = connection.ops.quote_name(field.column)
        for key in (one.partition(".")[2] for one in excepted if one.startswith(f"{field.name}.")):
            text = f"({text} - '{key}')"
        yield field.name, f"{text}::text"
