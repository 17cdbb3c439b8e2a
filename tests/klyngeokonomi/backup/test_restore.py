"""A backup that was never restored is none: dump and papers into an empty place, guards and books proven."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction
from psycopg import sql

from approvals.models import Decision
from clusters.models import Movement
from expenses.models import Voucher
from expenses.states import VoucherState
from klyngeokonomi.backup import manifest, put_back
from klyngeokonomi.backup.manifest import Manifest
from klyngeokonomi.backup.postgres_programs import run
from klyngeokonomi.database_roles import as_owner
from klyngeokonomi.documents.models import Document
from tests import cluster
from tests.factories.clusters import confirm_opening, fund
from tests.factories.expenses import voucher_at
from tests.hold.invariants import broken_invariants
from tests.people import make_people

SOURCE, TARGET = (f"test_backup_{what}_{os.getpid()}" for what in ("source", "target"))
"""Each test process has its own: another's would be dropped under its hands."""


@pytest.fixture
def backup(transactional_db: None, tmp_path: Path) -> Path:
    """A backup of a small cluster's year."""
    people = make_people()
    fund(people.cluster, "5000.00", by=people.sara)
    confirm_opening(people)
    for state in (VoucherState.APPROVED, VoucherState.RETURNED):
        voucher_at(state, people, amount="125.50")
    call_command("backup", str(tmp_path / "backup"), stdout=StringIO())
    return tmp_path / "backup"


@pytest.fixture
def empty_place(transactional_db: None, settings: Any, tmp_path: Path) -> Callable[[], Any]:
    """A context: Django's connection and papers are led to an empty database and folder, both gone afterwards."""

    @contextmanager
    def lead() -> Iterator[None]:
        before = settings.DOCUMENT_ROOT
        with scratch_database(TARGET), cluster.connected_to(TARGET):
            settings.DOCUMENT_ROOT = tmp_path / "restored"
            try:
                yield
            finally:
                settings.DOCUMENT_ROOT = before
                shutil.rmtree(tmp_path / "restored", ignore_errors=True)

    return lead


@contextmanager
def scratch_database(name: str, template: str = "template0") -> Iterator[None]:
    """A database of the owner's, dropped afterwards."""
    with cluster.owner_connection("postgres") as owner:
        cluster.drop(owner, name)
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        owner.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))
    try:
        yield
    finally:
        with cluster.owner_connection("postgres") as owner:
            cluster.drop(owner, name)


def restore(folder: Path) -> str:
    out = StringIO()
    call_command("restore", str(folder), stdout=out)
    return out.getvalue()


def redump(folder: Path, *options: str, without: str = "") -> None:
    """Another dump in the backup's place, with the list made to fit: what a careless script would have made."""
    name = connection.settings_dict["NAME"]
    connection.close()
    cluster.leave(name)
    with scratch_database(SOURCE, name), cluster.connected_to(SOURCE):
        if without:
            with cluster.owner_connection(SOURCE) as owner:
                owner.execute(without)
        with as_owner(connection):
            file = f"--file={folder / manifest.DUMP}"
            run("pg_dump", connection.settings_dict, "--format=custom", file, *options)
    old = Manifest.read(folder)
    Manifest(old.made_at, old.guards, manifest.files_in(folder)).write(folder)


def counts() -> list[int]:
    return [model.objects.count() for model in (Voucher, Decision, Movement, Document)]


@pytest.mark.case("T118")
def test_restored_into_an_empty_place_with_every_guard(backup: Path, empty_place: Callable[[], Any]) -> None:
    before = counts()
    with pytest.raises(CommandError, match="er ikke tom"):
        call_command("backup", str(backup))
    with empty_place():
        told = restore(backup)
        assert "Regnskabet går op." in told
        assert counts() == before == [2, 3, 2, 2]
        assert broken_invariants() == []
        with pytest.raises(ProgrammingError, match="permission denied"):
            Movement.objects.update(amount=1)
        with pytest.raises(ProgrammingError, match="permission denied"):
            Decision.objects.all().delete()
        with pytest.raises(CommandError, match="allerede papirer"):
            restore(backup)


NO_TRIGGERS = (
    "DO $$ DECLARE one record; BEGIN FOR one IN SELECT tgname, tgrelid::regclass AS tab FROM pg_trigger "
    "WHERE NOT tgisinternal LOOP EXECUTE format('DROP TRIGGER %I ON %s', one.tgname, one.tab); END LOOP; END $$"
)


def test_a_dump_without_its_guards_is_refused(backup: Path, empty_place: Callable[[], Any]) -> None:
    redump(backup, "--no-privileges")
    with empty_place(), pytest.raises(CommandError, match="mangler efter gendannelsen: right on "):
        restore(backup)
    redump(backup, without=NO_TRIGGERS)
    with empty_place(), pytest.raises(CommandError, match="mangler efter gendannelsen: trigger CREATE"):
        restore(backup)


def test_a_backup_that_is_not_whole_is_refused(backup: Path, empty_place: Callable[[], Any]) -> None:
    paper = next((backup / manifest.PAPERS).rglob("original"))
    content = paper.read_bytes()
    with empty_place():
        paper.write_bytes(content[:-1] + b"x")
        with pytest.raises(CommandError, match="original er ændret"):
            restore(backup)
        paper.unlink()
        with pytest.raises(CommandError, match="original mangler"):
            restore(backup)
        (backup / manifest.NAME).unlink()
        with pytest.raises(CommandError, match="ikke en færdig sikkerhedskopi"):
            restore(backup)
        assert connection.introspection.table_names() == []


@pytest.mark.twin("T118")
def test_unless_guards_and_files_are_compared_a_gutted_database_passes_for_whole(
    backup: Path, empty_place: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    redump(backup, without=NO_TRIGGERS)
    next((backup / manifest.PAPERS).rglob("original")).unlink()
    monkeypatch.setattr(put_back, "_refuse", lambda faults: None)
    monkeypatch.setattr("klyngeokonomi.management.commands.restore.PROOFS", [])
    with empty_place():
        assert "Regnskabet går op." in restore(backup)
        with transaction.atomic():
            assert Voucher.objects.filter(state="approved").update(state="draft") == 1
        faults = " ".join(broken_invariants())
        assert "original mangler" in faults
        assert "Bilag, handlinger" in faults
