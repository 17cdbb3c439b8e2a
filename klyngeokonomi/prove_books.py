"""The nightly proof of the books: its result is kept, shown in the administration, and mailed when something is wrong.

What is proven stands in one list: PROOFS of the command check_books.
"""

import logging
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from approvals.emails import books_failed
from klyngeokonomi.act import act
from klyngeokonomi.audit.models import BookProof
from klyngeokonomi.management.commands.check_books import PROOFS

KEPT_SENTENCES = 50
"""Of each proof; `manage.py check_books` tells all."""
LATE = timedelta(hours=26)
"""A proof older than this means that a night was left out."""
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Proven:
    """As the administration's front page says it. `at` is None when the books were never proven."""

    at: datetime | None
    faults: int
    sentences: list[str]
    is_late: bool

    @property
    def is_tonight(self) -> bool:
        return self.at is not None and timezone.localdate(self.at) == timezone.localdate()


def prove_books() -> BookProof:
    """Go through every proof, and keep what they say. One that cannot be led is a fault of its own."""
    began, faults, sentences, failed = time.monotonic(), 0, [], []
    for name, proof in PROOFS:
        try:
            found = list(proof())
        except Exception as error:
            logger.exception("A proof could not be led: %s", name)
            found = [f"Beviset kunne ikke føres ({type(error).__name__}). Kontakt driften."]
        if found:
            failed.append(name)
        faults += len(found)
        sentences += [f"{name}: {sentence}" for sentence in found[:KEPT_SENTENCES]]
    seconds = round(time.monotonic() - began)
    return _keep(seconds=seconds, faults=faults, sentences=sentences, failed=failed)


@act
def _keep(*, seconds: int, faults: int, sentences: list[str], failed: list[str]) -> BookProof:
    """The row and the mail, together; one mail a night, however often it is proven."""
    proof = BookProof.objects.create(seconds=seconds, faults=faults, sentences=sentences)
    if faults:
        books_failed(day=timezone.localdate(proof.at), faults=faults, failed=failed)
    return proof


def last_proof() -> Proven:
    """One short read."""
    last = BookProof.objects.first()
    if last is None:
        return Proven(None, 0, [], is_late=False)
    return Proven(last.at, last.faults, last.sentences, is_late=timezone.now() - last.at > LATE)
