"""What a PostgreSQL program says when it fails reaches whoever runs the backup."""

from pathlib import Path

import pytest
from django.db import connection

from klyngeokonomi.backup.postgres_programs import ProgramFailed, run
from klyngeokonomi.database_roles import as_owner


@pytest.mark.django_db(transaction=True)
def test_a_failure_is_told_by_its_reason_and_not_by_the_statement_that_met_it(tmp_path: Path) -> None:
    dump = str(tmp_path / "dump")
    with as_owner(connection):
        here = connection.settings_dict
        run("pg_dump", here, "--format=custom", "--schema-only", "--table=audit_record", f"--file={dump}")
        with pytest.raises(ProgramFailed) as failed:
            run("pg_restore", here, "--single-transaction", "--exit-on-error", dump)
    assert str(failed.value).startswith("pg_restore lykkedes ikke: pg_restore: error: ")
    assert str(failed.value).endswith("already exists")
