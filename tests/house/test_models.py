"""What every table keeps: no lost papers, whole pairs of who and when, names and sentences for each promise."""

import re

import pytest
from django.apps import apps
from django.db.models import CASCADE, PROTECT

from klyngeokonomi.documents.models import Document
from tests.house import tree

MODELS = [
    model for model in apps.get_models() if model._meta.app_label in tree.APPS and not model._meta.proxy
]
CONSTRAINTS = [(model, constraint) for model in MODELS for constraint in model._meta.constraints]
OWNED = {("documents", "Page", "document"), ("expenses", "Line", "voucher")}
"""Parts that are nothing without their whole, and are taken away by the same action as it."""
PROPER = {
    "SHA-256",
    "CVR-nummer",
    "IBAN",
    "Message-ID",
    "ID",
    "BIC",
    "AM-bidrag",
    "A-skat",
    "AM-bidrag og A-skat",
}
BY_THE_CLOCK = {("FeeRun", "asked_by")}
"""Empty when the clock did it: then there is a time and nobody."""
TESTS = [tree.text(path) for path in tree.files("tests", "*.py")]
NAMED = {word for one in TESTS for word in re.findall(r"\w+", one)}


def constraint_id(value: object) -> str:
    return getattr(value, "name", "") or getattr(value, "__name__", "")


@pytest.mark.parametrize("model", MODELS, ids=constraint_id)
def test_a_row_is_not_lost_with_another(model):
    for field in model._meta.local_fields:
        if not field.is_relation or field.remote_field.parent_link:
            continue
        key = (model._meta.app_label, model.__name__, field.name)
        assert field.remote_field.on_delete is (CASCADE if key in OWNED else PROTECT), key


def test_a_paper_in_use_is_protected():
    owners = [
        field
        for model in MODELS
        for field in model._meta.local_fields
        if field.related_model is Document and model.__name__ != "Page"
    ]
    assert len(owners) >= 2
    assert [field for field in owners if field.remote_field.on_delete is not PROTECT] == []


@pytest.mark.parametrize("model", MODELS, ids=constraint_id)
def test_who_and_when_are_set_together(model):
    """Nullable `x_at` and `x_by` of one act have a constraint that names both."""
    names = {field.name: field for field in model._meta.local_fields}
    for name, field in names.items():
        actor = re.sub("_at$", "_by", name)
        if not name.endswith("_at") or actor not in names:
            continue
        if (model.__name__, actor) in BY_THE_CLOCK:
            continue
        assert field.null == names[actor].null, name
        if field.null:
            conditions = [
                str(one.condition) for one in model._meta.constraints if getattr(one, "condition", None)
            ]
            assert [one for one in conditions if name in one and actor in one], name


@pytest.mark.parametrize("model", MODELS, ids=constraint_id)
def test_names_shown_are_danish_words_in_lower_case(model):
    for shown in (model._meta.verbose_name, model._meta.verbose_name_plural):
        assert str(shown)[0].islower(), model
    for field in model._meta.local_fields:
        shown = str(field.verbose_name)
        assert shown in PROPER or shown[0].islower(), f"{model.__name__}.{field.name}"


@pytest.mark.parametrize(("model", "constraint"), CONSTRAINTS, ids=constraint_id)
def test_a_promise_of_the_database_is_named_and_said_in_danish(model, constraint):
    assert constraint.name.startswith(f"{model._meta.db_table}_")
    assert constraint.violation_error_message != constraint.default_violation_error_message
    assert re.fullmatch(r"[A-ZÆØÅ][^{}]+\.", constraint.violation_error_message)


@pytest.mark.parametrize(("model", "constraint"), CONSTRAINTS, ids=constraint_id)
def test_a_promise_of_the_database_is_broken_by_a_test(model, constraint):
    """A test names the constraint it expects, in full, or by its rule beside the table's name."""
    table, rule = model._meta.db_table, constraint.name.removeprefix(f"{model._meta.db_table}_")
    assert constraint.name in NAMED or any(f"{table}_{{rule}}" in one and f'"{rule}"' in one for one in TESTS)


def test_every_state_column_is_a_choice():
    loose = [
        model
        for model in MODELS
        for field in model._meta.local_fields
        if field.name == "state" and not field.choices
    ]
    assert loose == []
