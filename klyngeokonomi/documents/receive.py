"""Take in an uploaded file: judge it by its content, seal it, and ask a worker to read it."""

import errno
import uuid
from collections.abc import Iterator

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from klyngeokonomi import faults, kick
from klyngeokonomi.documents import kinds, names, quota, storage
from klyngeokonomi.documents.models import ContentType, Document, State
from klyngeokonomi.insert import insert
from klyngeokonomi.refused import Refused

EMPTY = "Filen er tom. Vælg filen igen, eller tag billedet om."
NO_ROOM = "Filen kunne ikke gemmes, fordi der ikke er plads på serveren. Prøv igen om lidt."
NOT_KEPT = "Filen kunne ikke gemmes. Prøv igen om lidt."


def receive(uploaded_file: UploadedFile, *, by) -> Document:
    """Keep the file and promise to read it. The row is written when the bytes lie on the disk, never before.

    Raises Refused with a sentence for the person; nothing is kept then. When the caller's transaction is
    rolled back the file is left without a row, and the sweep removes it.
    """
    if uploaded_file.size is not None:
        _check_size(uploaded_file.size)
    quota.check(by, size=uploaded_file.size or 0)
    head = _head(uploaded_file)
    kind = kinds.kind_of(head)
    if kind is None:
        raise Refused(kinds.why_not(head))
    document_id = uuid.uuid4()
    seal = _write(document_id, uploaded_file)
    try:
        faults.point("paper.kept")
        return _record(document_id, seal, kind, uploaded_file.name or "", by)
    except BaseException:
        storage.remove(document_id)
        raise


def _head(uploaded_file: UploadedFile) -> bytes:
    uploaded_file.seek(0)
    head = uploaded_file.read(kinds.HEAD)
    uploaded_file.seek(0)
    if not head:
        raise Refused(EMPTY)
    return head


def _check_size(size: int) -> None:
    if size <= 0:
        raise Refused(EMPTY)
    if size > settings.DOCUMENT_MAX_BYTES:
        raise Refused(
            f"Filen fylder mere end {settings.DOCUMENT_MAX_BYTES // 2**20} MB. Gem den i en mindre udgave, "
            "eller del den i flere filer."
        )


def _counted(uploaded_file: UploadedFile) -> Iterator[bytes]:
    """The bytes as they come; the size that was declared is not believed."""
    size = 0
    for chunk in uploaded_file.chunks():
        size += len(chunk)
        _check_size(size)
        yield chunk


def _write(document_id: uuid.UUID, uploaded_file: UploadedFile) -> storage.Seal:
    try:
        return storage.write_original(document_id, _counted(uploaded_file))
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        raise Refused(NO_ROOM if full else NOT_KEPT) from error


@transaction.atomic(savepoint=False)
def _record(document_id: uuid.UUID, seal: storage.Seal, kind: ContentType, name: str, by) -> Document:
    quota.hold(by)
    quota.check(by, size=seal.size)
    document = insert(
        Document(
            pk=document_id,
            name=names.shown_name(name, kind),
            content_type=kind,
            size=seal.size,
            sha256=seal.sha256,
            state=State.RECEIVED,
            uploaded_by=by,
        )
    )
    kick.on_commit("klyngeokonomi.documents.read", str(document.pk))
    return document
