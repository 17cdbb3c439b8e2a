"""Take a backup while people work."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from klyngeokonomi.backup import manifest
from klyngeokonomi.backup.guards import guards_of
from klyngeokonomi.backup.manifest import Manifest
from klyngeokonomi.backup.postgres_programs import run
from klyngeokonomi.database_roles import as_owner
from klyngeokonomi.documents import bucket


def take(folder: Path) -> Manifest:
    """Fill an empty folder. Papers are copied before the dump and again after it: none the dump knows is missing.

    Raises FileExistsError when there is anything in the folder, ProgramFailed when pg_dump says no.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(folder)
    copy_papers(Path(settings.DOCUMENT_ROOT), folder / manifest.PAPERS)
    with as_owner(connection):
        guards = guards_of(connection)
        run("pg_dump", connection.settings_dict, "--format=custom", f"--file={folder / manifest.DUMP}")
    copy_papers(Path(settings.DOCUMENT_ROOT), folder / manifest.PAPERS)
    made = Manifest(datetime.now(UTC).isoformat(timespec="seconds"), guards, manifest.files_in(folder))
    made.write(folder)
    return made


def copy_papers(source: Path, target: Path) -> None:
    """Every file that is not there yet; what goes away meanwhile is passed over. A bucket has copies of its own."""
    target.mkdir(mode=0o700, exist_ok=True)
    if bucket.is_used() or not source.is_dir():
        return
    for path in sorted(source.rglob("*")):
        copy = target / path.relative_to(source)
        if path.is_dir():
            copy.mkdir(mode=0o700, parents=True, exist_ok=True)
        elif not copy.exists():
            _copy(path, copy)


def _copy(path: Path, copy: Path) -> None:
    try:
        copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copy2(path, copy)
    except FileNotFoundError:
        copy.unlink(missing_ok=True)
