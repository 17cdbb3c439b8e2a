"""Long files are read by the worker, in few queries, also when a worker falls."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clusters.actions.apply_import import apply_import
from clusters.actions.read_import import LEASE, MOST_ATTEMPTS, read_import, sweep_imports
from clusters.enums import ImportKind, ImportState
from clusters.models import (
    ImportRun,
    Membership,
    Person,
)
from tests.clusters.import_sheets import MEMBER_HEADING, csv, start
from tests.people import People, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    return make_people()


def big(count: int) -> bytes:
    lines = (f"901;Ny {n};ny{n}@example.org;;;medlem;ejerlæge;01.05.2026;;" for n in range(count))
    return csv(MEMBER_HEADING, *lines)


def test_thousands_of_rows_cost_a_few_queries(people: People) -> None:
    run = start(people, ImportKind.MEMBERS, big(5000))
    assert run.state == ImportState.READING
    with CaptureQueriesContext(
        connection,
    ) as reading:
        read_import(run.pk)
    run.refresh_from_db()
    assert (run.state, run.progress_done, run.progress_total) == (ImportState.READY, 5000, 5000)
    assert len(reading) <= 5000 / 250 + 15
    with CaptureQueriesContext(connection) as writing:
        apply_import(run, by=people.sara)
    assert len(writing) <= 3 * 5000 / 500 + 25
    assert Person.objects.filter(name__startswith="Ny ").count() == 5000
    assert Membership.objects.filter(valid_from=datetime.date(2026, 5, 1)).count() == 5000


def test_a_killed_worker_leaves_a_file_that_is_read_later(people: People) -> None:
    run = start(people, ImportKind.MEMBERS, big(1200))
    runs = ImportRun.objects.filter(pk=run.pk)
    now = datetime.datetime.now(datetime.UTC)
    runs.update(attempts=1, lease_until=now + LEASE)
    assert sweep_imports() == 0 and read_import(run.pk) is None
    runs.update(lease_until=now - datetime.timedelta(seconds=1))
    assert sweep_imports() == 1
    assert runs.get().state == ImportState.READY


def test_a_file_that_kills_its_workers_is_refused(people: People) -> None:
    run = start(people, ImportKind.MEMBERS, big(1200))
    past = datetime.datetime.now(datetime.UTC) - datetime.timedelta(seconds=1)
    ImportRun.objects.filter(pk=run.pk).update(attempts=MOST_ATTEMPTS, lease_until=past)
    assert sweep_imports() == 0
    run.refresh_from_db()
    assert run.state == ImportState.REFUSED and "Del den i mindre filer" in run.errors[0]["text"]
