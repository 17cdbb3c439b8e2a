"""Read a received paper: claim it, let the child do it, check what came out, and say how it went.

A claim is a row lock skipped when taken, and a lease. A worker that dies lets the lease run out, and the next
sweep tries again; a paper that has cost MOST_ATTEMPTS workers their life is refused with a sentence.
"""

import shutil
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from klyngeokonomi.documents import made, sentences, storage
from klyngeokonomi.documents.child.report import Problem
from klyngeokonomi.documents.models import Document, Page, State
from klyngeokonomi.documents.run_child import Outcome, run

MOST_ATTEMPTS = 3
LEASE_MARGIN = 60
"""Seconds a lease outlives the child's wall clock: writing the result, on a machine that is busy."""
GRACE = timedelta(seconds=5)
"""The sweep leaves a paper this long to the kick that was sent for it."""
BUDGET = 30.0
"""Seconds after which a sweep takes no more papers; the next sweep goes on."""


def read(document_id: UUID | str) -> Document | None:
    """Read one paper now. None when it is not waiting, in other hands, or gone; no bytes make it raise."""
    document = _claim(Q(pk=document_id))
    return document and _read_claimed(document)


def sweep() -> int:
    """Read what the kick missed and what dead workers left, within BUDGET seconds; how many were read."""
    started, count = time.monotonic(), 0
    while time.monotonic() - started < BUDGET:
        document = _claim(Q(state=State.READING) | Q(uploaded_at__lt=timezone.now() - GRACE))
        if document is None:
            break
        _read_claimed(document)
        count += 1
    return count


@transaction.atomic
def _claim(which: Q) -> Document | None:
    """Take the oldest waiting paper among `which`; a paper out of attempts is refused on the way."""
    now = timezone.now()
    waiting = Document.objects.filter(Q(state=State.RECEIVED) | Q(state=State.READING, lease_until__lt=now))
    for document in (
        waiting.filter(which).order_by("uploaded_at").select_for_update(of=("self",), skip_locked=True)[:10]
    ):
        if document.attempts >= MOST_ATTEMPTS:
            _refuse(document, Problem.DIED)
            continue
        document.state = State.READING
        document.attempts += 1
        document.lease_until = now + timedelta(seconds=settings.DOCUMENT_READ_SECONDS + LEASE_MARGIN)
        document.pages, document.pages_read = None, 0
        document.save(update_fields=["state", "attempts", "lease_until", "pages", "pages_read"])
        return document
    return None


def _read_claimed(document: Document) -> Document | None:
    """Run the child on a claimed paper. None when the lease was lost to another worker meanwhile."""
    lease = document.lease_until
    out = Path(tempfile.mkdtemp(dir=storage.folder(document.pk), prefix="reading-"))
    try:
        outcome = run(
            storage.original(document),
            out,
            kind=document.content_type,
            rotation=document.rotation,
            progress=lambda so_far: _show_progress(document.pk, lease, so_far),
        )
        return _finish(document.pk, lease, out, outcome)
    finally:
        shutil.rmtree(out, ignore_errors=True)


def _show_progress(document_id: UUID, lease: datetime, so_far: Outcome) -> None:
    Document.objects.filter(pk=document_id, state=State.READING, lease_until=lease).update(
        pages=so_far.expected, pages_read=len(so_far.sizes)
    )


@transaction.atomic
def _finish(document_id: UUID, lease: datetime, out: Path, outcome: Outcome) -> Document | None:
    document = (
        Document.objects.select_for_update(of=("self",))
        .filter(pk=document_id, state=State.READING, lease_until=lease)
        .first()
    )
    if document is None:
        return None
    seals = None if outcome.problem else made.seals(out, kind=document.content_type, pages=len(outcome.sizes))
    if seals is None:
        _refuse(document, outcome.problem or Problem.DIED)
        return document
    document.version += 1
    storage.keep_reading(out, document, document.version)
    document.page_set.all().delete()
    Page.objects.bulk_create(
        Page(document=document, number=number, width=width, height=height, sha256=seals[f"page-{number}.jpg"])
        for number, (width, height) in enumerate(outcome.sizes, start=1)
    )
    document.state, document.lease_until = State.READY, None
    document.pages = document.pages_read = len(outcome.sizes)
    document.note = sentences.notes(outcome.notes)
    document.text = made.plain_text(outcome.text) or None
    document.copy_sha256 = seals.get("clean.pdf", "")
    document.save()
    kept = document.version
    transaction.on_commit(lambda: storage.forget_readings(document_id, but=kept), robust=True)
    return document


def _refuse(document: Document, problem: Problem) -> None:
    document.state, document.lease_until = State.REFUSED, None
    document.problem = sentences.problem(problem)
    document.save(update_fields=["state", "lease_until", "problem"])
