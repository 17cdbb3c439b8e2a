"""Refused acts in the log: who tried what on which thing, and what the person was told.

Written after the refused act is rolled back, never inside it. A trace must not turn a refusal into an error.
"""

import datetime as dt
import logging
from typing import Any

from django.db import DatabaseError, models, transaction
from django.utils import timezone

from klyngeokonomi.audit.models import Record
from klyngeokonomi.audit.record import record

AGAIN = dt.timedelta(minutes=1)
"""The same refusal of the same person within this long is one row: a key held down does not fill the log."""

logger = logging.getLogger(__name__)


def keep_refusal(text: str, *, by: Any, on: models.Model | None = None) -> None:
    """One row, when somebody is signed in. `text` is what was tried and the sentence it was answered with."""
    if not getattr(by, "is_authenticated", False):
        return
    try:
        with transaction.atomic():
            if not _just_kept(text, by, on):
                record(
                    "act_refused", by=by, subject=on, cluster_id=getattr(on, "cluster_id", None), text=text
                )
    except DatabaseError:
        logger.exception("A refused act could not be kept")


def _just_kept(text: str, by: Any, on: models.Model | None) -> bool:
    found = Record.objects.filter(by=by, act="act_refused", text=text, at__gte=timezone.now() - AGAIN)
    return found.filter(subject_id=str(on.pk) if on is not None else "").exists()
