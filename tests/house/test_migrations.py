"""The migrations say what the models say."""

import pytest
from django.core.management import call_command
from django_migration_linter import MigrationLinter
from django_migration_linter.sql_analyser import PostgresqlAnalyser, analyse_sql_statements

from tests.house import tree


@pytest.mark.django_db
def test_no_model_has_changed_without_a_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)


FIRST_RELEASE = ["0001_initial", "0002_guards", "0003_rates"]
"""What ran before there was anything to upgrade; every migration since must let the old code run on."""
LINTED = {
    "approvals": 19,
    "clusters": 16,
    "expenses": 34,
    "meetings": 2,
    "documents": 3,
    "outbox": 2,
    "audit": 4,
}
"""How far each app has been released: those before do not change, and are asked again by `make long`."""


def errors_after(numbers):
    """How many of the migrations after these are asked, and how many of them would stop old code."""
    linter = MigrationLinter(ignore_name=FIRST_RELEASE, no_cache=True, quiet=["ok", "ignore"])
    for (app, name), migration in sorted(linter.migration_loader.disk_migrations.items()):
        if app in tree.APPS and int(name[:4]) > numbers.get(app, 0):
            linter.lint_migration(migration)
    return linter.nb_total, linter.nb_erroneous


LOOK_ABOVE = "expand now, contract in a later release: see the lines above"


@pytest.mark.django_db(transaction=True)  # an index made without stopping writes is made outside of one
def test_old_code_runs_on_while_a_new_migration_is_applied():
    _, erroneous = errors_after(LINTED)
    assert erroneous == 0, LOOK_ABOVE


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_old_code_runs_on_while_any_migration_is_applied():
    asked, erroneous = errors_after({})
    assert (asked > 60, erroneous) == (True, 0), LOOK_ABOVE


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        ("ALTER TABLE clusters_cluster RENAME COLUMN name TO title", "RENAME_COLUMN"),
        ("ALTER TABLE clusters_cluster DROP COLUMN name CASCADE", "DROP_COLUMN"),
        ("ALTER TABLE clusters_cluster ADD COLUMN town varchar(9) NOT NULL", "NOT_NULL"),
    ],
)
def test_the_linter_finds_what_breaks_old_code(sql, code):
    errors, _, _ = analyse_sql_statements(PostgresqlAnalyser, [sql])
    assert [error.code for error in errors] == [code]
