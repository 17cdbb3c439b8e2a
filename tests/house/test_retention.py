"""Whatever a table can hold about a person has a line in retention.toml that says how long."""

import tomllib

from django.apps import apps
from django.db import models

from clusters.models import Person, User
from tests.house import tree

RETENTION = tomllib.loads(tree.text(tree.ROOT / "klyngeokonomi" / "retention.toml"))
FREE_TEXT = (models.CharField, models.TextField, models.JSONField, models.BinaryField)


def may_hold_a_person(field: models.Field) -> bool:
    """A link to a person or an account, or a column in which anything may be written."""
    if field.is_relation:
        return field.related_model in (Person, User)
    return isinstance(field, FREE_TEXT) and not field.choices


def columns() -> set[tuple[str, str]]:
    return {
        (model._meta.label, field.name)
        for model in apps.get_models()
        if model._meta.app_label in tree.APPS and not model._meta.proxy
        for field in model._meta.local_fields
        if may_hold_a_person(field)
    }


def told() -> set[tuple[str, str]]:
    return {(model, column) for model, lines in RETENTION["columns"].items() for column in lines}


def test_every_column_has_its_line():
    assert len(columns()) > 60
    assert sorted(columns() - told()) == []


def test_no_line_is_about_a_column_that_is_gone():
    assert sorted(told() - columns()) == []


def test_every_line_names_a_period():
    periods = {period for lines in RETENTION["columns"].values() for period in lines.values()}
    assert periods == set(RETENTION["periods"])


def test_a_link_to_a_person_is_never_called_impersonal():
    links = {
        (model._meta.label, field.name)
        for model in apps.get_models()
        for field in model._meta.local_fields
        if field.is_relation and field.related_model in (Person, User)
    }
    impersonal = {
        (model, column)
        for model, lines in RETENTION["columns"].items()
        for column, period in lines.items()
        if period == "none"
    }
    assert links & impersonal == set()
