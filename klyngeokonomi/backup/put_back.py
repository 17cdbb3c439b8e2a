"""Restore a backup into an empty place, and refuse one that is not whole. Each step raises CannotRestore."""

from pathlib import Path

from django.conf import settings
from django.db import Error, connection, transaction

from klyngeokonomi.backup import manifest
from klyngeokonomi.backup.guards import guards_of
from klyngeokonomi.backup.manifest import Manifest
from klyngeokonomi.backup.postgres_programs import ProgramFailed, run
from klyngeokonomi.backup.take import copy_papers
from klyngeokonomi.database_roles import (
    AppRole,
    RoleMissing,
    as_owner,
    ensure_app_role,
    ensure_only_app_connects,
)
from klyngeokonomi.documents import bucket
from klyngeokonomi.documents.models import Document

SHOWN = 10


class CannotRestore(Exception):
    """The backup or the place will not do. `str(error)` is Danish, a sentence for each thing found."""


def whole_manifest(folder: Path) -> Manifest:
    """The backup's list, when every file on it is there unchanged."""
    try:
        found = Manifest.read(folder)
    except (OSError, ValueError, TypeError) as error:
        raise CannotRestore(f"{folder} er ikke en færdig sikkerhedskopi: listen kan ikke læses.") from error
    _refuse(list(manifest.faults_in(folder, found)))
    return found


def require_empty_place() -> None:
    """No tables and no papers: a restore never writes over anything."""
    root = Path(settings.DOCUMENT_ROOT)
    if not bucket.is_used() and root.is_dir() and any(root.iterdir()):
        raise CannotRestore(f"Der ligger allerede papirer i {root}.")
    with as_owner(connection):
        try:
            if connection.introspection.table_names():
                raise CannotRestore("Databasen er ikke tom: opret en ny, og peg DATABASE_URL på den.")
        except Error as error:
            raise CannotRestore(f"Databasen svarer ikke: {str(error).strip().splitlines()[0]}") from error


def restore_database(folder: Path, found: Manifest) -> None:
    """The dump in one transaction, as the owner; then every guard the old database had must be there."""
    app = AppRole.of(connection.settings_dict)
    with as_owner(connection):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                ensure_app_role(cursor, app)
            run(
                "pg_restore",
                connection.settings_dict,
                "--single-transaction",
                "--exit-on-error",
                "--no-owner",
                str(folder / manifest.DUMP),
            )
            with transaction.atomic(), connection.cursor() as cursor:
                ensure_only_app_connects(cursor, app.name)
        except (RoleMissing, ProgramFailed, Error) as error:
            raise CannotRestore(str(error)) from error
        there = set(guards_of(connection))
    missing = [f"Databasen mangler efter gendannelsen: {line}" for line in found.guards if line not in there]
    more = [f"Databasen har noget, den ikke havde: {line}" for line in sorted(there - set(found.guards))]
    _refuse(missing + more)


def restore_papers(folder: Path) -> int:
    """The papers that the restored database knows; how many. Others were on their way in or out that night."""
    known = [str(pk) for pk in Document.objects.values_list("pk", flat=True)]
    root = Path(settings.DOCUMENT_ROOT)
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in known:
        copy_papers(folder / manifest.PAPERS / name, root / name)
    return len(known)


def _refuse(faults: list[str]) -> None:
    if faults:
        more = [f"… og {len(faults) - SHOWN} mere."] if len(faults) > SHOWN else []
        raise CannotRestore("\n".join([*faults[:SHOWN], *more]))
