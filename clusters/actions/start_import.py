"""Keep a file from the secretariat and have it read. Nothing is changed before apply_import."""

import hashlib
from typing import TYPE_CHECKING

from django.db import transaction

from clusters.actions.read_import import read_import
from clusters.enums import ImportKind, ImportState
from clusters.import_files.sheet import MOST_BYTES
from clusters.models import ImportRun
from clusters.permissions import why_not_run_secretariat
from klyngeokonomi import kick
from klyngeokonomi.audit.record import record
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User

SMALL = 64 * 1024
"""Bytes. A smaller file is read while the secretary waits; a larger one by a worker, with progress."""


def start_import(kind: ImportKind, *, file_name: str, content: bytes, by: "User") -> ImportRun:
    """The run, read already when the file is small. Raises Refused."""
    if reason := why_not_run_secretariat(by):
        raise Refused(reason)
    if not content:
        raise Refused("Filen er tom. Vælg filen igen.")
    if len(content) > MOST_BYTES:
        raise Refused(f"Filen fylder mere end {MOST_BYTES // 2**20} MB. Del den i flere filer.")
    with transaction.atomic():
        run = ImportRun.objects.create(
            kind=kind,
            state=ImportState.READING,
            file_name=_shown_name(file_name),
            file_sha256=hashlib.sha256(content).hexdigest(),
            content=content,
            created_by=by,
        )
        record("import_read", by=by, subject=run, text=str(run))
        if len(content) > SMALL:
            kick.on_commit("clusters.read_import", run.pk)
    if len(content) <= SMALL:
        read_import(run.pk)
        run.refresh_from_db()
    return run


def _shown_name(given: str) -> str:
    """Without folders and what cannot be printed; at most 200 characters."""
    name = given.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(sign for sign in name if sign.isprintable())[-200:].strip() or "fil"
