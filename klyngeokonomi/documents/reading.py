"""Read a received paper: claim it, let the child do it, check what came out, and say how it went.

Where a virus scanner is configured it is asked first, and nothing opens the paper before it has passed it: while it
gives no answer the paper waits, and the sweep asks again; what it names is kept in quarantine.

A claim is a row lock skipped when taken, and a lease. A worker that dies lets the lease run out, and the next
sweep tries again; a paper that has cost MOST_ATTEMPTS workers their life is refused with a sentence.
"""

import logging
import time
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from klyngeokonomi.documents import bucket, made, scanner, sentences, storage
from klyngeokonomi.documents.child.report import Problem
from klyngeokonomi.documents.models import Document, Page, Scan, State
from klyngeokonomi.documents.run_child import Outcome, run

MOST_ATTEMPTS = 3
LEASE_MARGIN = 60
"""Seconds a lease outlives the child's wall clock: writing the result, on a machine that is busy."""
GRACE = timedelta(seconds=5)
"""The sweep leaves a paper this long to the kick that was sent for it."""
BUDGET = 30.0
"""Seconds after which a sweep takes no more papers; the next sweep goes on."""
log = logging.getLogger(__name__)


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
        kept_back = _read_claimed(document)
        count += 1
        if kept_back is not None and kept_back.is_waiting:
            break  # the scanner or the store is away: the rest would only wait for it one by one
    return count


@transaction.atomic
def _claim(which: Q) -> Document | None:
    """Take the oldest waiting paper among `which`; a paper out of attempts is refused on the way."""
    now = timezone.now()
    due = Q(scan_again_at=None) | Q(scan_again_at__lte=now)
    waiting = Document.objects.filter(
        due & (Q(state=State.RECEIVED) | Q(state=State.READING, lease_until__lt=now))
    )
    for document in (
        waiting.filter(which).order_by("uploaded_at").select_for_update(of=("self",), skip_locked=True)[:10]
    ):
        if document.attempts >= MOST_ATTEMPTS:
            _refuse(document, sentences.problem(Problem.DIED))
            continue
        document.state = State.READING
        document.attempts += 1
        document.lease_until = now + timedelta(
            seconds=settings.CLAMAV_SECONDS + settings.DOCUMENT_READ_SECONDS + LEASE_MARGIN
        )
        document.pages, document.pages_read = None, 0
        document.save(update_fields=["state", "attempts", "lease_until", "pages", "pages_read"])
        return document
    return None


def _read_claimed(document: Document) -> Document | None:
    """Scan a claimed paper and run the child on it. None when the lease was lost to another worker meanwhile."""
    try:
        return _scan_and_open(document)
    except bucket.Away as error:
        log.warning("%s waits: %s", document.pk, error)
        return _let_go(document.pk, document.lease_until)


def _scan_and_open(document: Document) -> Document | None:
    lease = document.lease_until
    try:
        found = scanner.scan(storage.original(document)) if scanner.is_on() else None
    except scanner.Unavailable as error:
        log.warning("no virus scan of %s: %s", document.pk, error)
        return _keep_back(document.pk, lease)
    if found:
        return _quarantine(document.pk, lease, found)
    return _open(document, Scan.NOT_SCANNED if found is None else Scan.CLEAN)


def _open(document: Document, scan: Scan) -> Document | None:
    lease = document.lease_until
    with storage.workshop(document) as (source, out):
        outcome = run(
            source,
            out,
            kind=document.content_type,
            rotation=document.rotation,
            progress=lambda so_far: _show_progress(document.pk, lease, so_far),
        )
        return _finish(document.pk, lease, out, outcome, scan)


def _show_progress(document_id: UUID, lease: datetime, so_far: Outcome) -> None:
    Document.objects.filter(pk=document_id, state=State.READING, lease_until=lease).update(
        pages=so_far.expected, pages_read=len(so_far.sizes)
    )


def _still_ours(document_id: UUID, lease: datetime) -> Document | None:
    """The claimed paper, locked; None when another worker has taken it over."""
    held = Document.objects.filter(pk=document_id, state=State.READING, lease_until=lease)
    return held.select_for_update(of=("self",)).first()


@transaction.atomic
def _keep_back(document_id: UUID, lease: datetime) -> Document | None:
    """The scanner gave no answer: the paper waits, and the try does not count against it."""
    document = _still_ours(document_id, lease)
    if document is not None:
        document.state, document.lease_until = State.RECEIVED, None
        document.scan, document.attempts = Scan.WAITING, document.attempts - 1
        document.scan_again_at = timezone.now() + timedelta(seconds=settings.CLAMAV_RETRY_SECONDS)
        document.save(update_fields=["state", "lease_until", "scan", "attempts", "scan_again_at"])
    return document


@transaction.atomic
def _let_go(document_id: UUID, lease: datetime) -> Document | None:
    """The bytes could not be fetched or kept: the paper waits, and the try does not count against it."""
    document = _still_ours(document_id, lease)
    if document is not None:
        document.state, document.lease_until = State.RECEIVED, None
        document.attempts -= 1
        document.scan_again_at = timezone.now() + timedelta(seconds=settings.CLAMAV_RETRY_SECONDS)
        document.save(update_fields=["state", "lease_until", "attempts", "scan_again_at"])
    return document


@transaction.atomic
def _quarantine(document_id: UUID, lease: datetime, found: str) -> Document | None:
    """The bytes stay where they are; nobody gets them. The secretariat is told by the floor that knows it."""
    document = _still_ours(document_id, lease)
    if document is not None:
        document.scan, document.scan_found, document.scan_again_at = Scan.INFECTED, found, None
        _refuse(document, sentences.INFECTED)
    return document


@transaction.atomic
def _finish(document_id: UUID, lease: datetime, out: Path, outcome: Outcome, scan: Scan) -> Document | None:
    document = _still_ours(document_id, lease)
    if document is None:
        return None
    document.scan, document.scan_again_at = scan, None
    seals = None if outcome.problem else made.seals(out, kind=document.content_type, pages=len(outcome.sizes))
    if seals is None:
        _refuse(document, sentences.problem(outcome.problem or Problem.DIED))
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
    document.look = None if document.text else outcome.look  # invoices of one seller all look the same
    document.copy_sha256 = seals.get("clean.pdf", "")
    document.save()
    kept = document.version
    transaction.on_commit(lambda: storage.forget_readings(document_id, but=kept), robust=True)
    return document


def _refuse(document: Document, sentence: str) -> None:
    """With what the scanner said in the same write: a paper in quarantine is refused, and one that waits is not."""
    if document.scan == Scan.WAITING:
        document.scan, document.scan_again_at = Scan.NOT_SCANNED, None
    document.state, document.lease_until = State.REFUSED, None
    document.problem = sentence
    document.save(update_fields=["state", "lease_until", "problem", "scan", "scan_found", "scan_again_at"])
