"""The one writer of the log of acts."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from klyngeokonomi.audit.models import Record
from klyngeokonomi.danish.cpr_in_text import mask_cpr

LONGEST_TEXT = 1000


def record(
    act: str, *, by: Any, subject: models.Model | None = None, cluster_id: int | None = None, text: str = ""
) -> Record:
    """Add one row, in the caller's transaction, so that the act and its trace stand or fall together.

    `by` is a User, or None (or an anonymous visitor) when nobody is signed in. `text` is a Danish sentence;
    CPR numbers in it are masked, and it is cut at LONGEST_TEXT characters, for a trace must not stop the act.
    """
    row = _row(act, by, subject, cluster_id, text)
    row.save(force_insert=True)
    return row


def _row(act: str, by: Any, subject: models.Model | None, cluster_id: int | None, text: str) -> Record:
    masked = mask_cpr(text)
    return Record(
        act=act,
        by=by if getattr(by, "is_authenticated", False) else None,
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_id=str(subject.pk) if subject is not None else "",
        cluster_id=cluster_id,
        text=masked if len(masked) <= LONGEST_TEXT else masked[: LONGEST_TEXT - 1] + "…",
    )


def record_many(act: str, *, by: Any, traces: Iterable[tuple[models.Model, int | None, str]]) -> None:
    """One row for each (subject, cluster id, Danish sentence): for an act on thousands of things at once."""
    Record.objects.bulk_create(
        (_row(act, by, subject, cluster_id, text) for subject, cluster_id, text in traces), batch_size=500
    )
