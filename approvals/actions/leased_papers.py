"""Papers in a worker's hand: taken for a while, made, and kept. Of the tables MadePaper and StatementPaper.

A claim is a row lock skipped when taken, and a lease. A worker that dies lets the lease run out, and another makes the
paper anew; one that has cost MOST_ATTEMPTS workers their life has failed, with a sentence.
"""

import datetime
import hashlib
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from approvals.enums import MadeState

MOST_ATTEMPTS = 3


@transaction.atomic
def take(waiting: QuerySet[Any], *, lease: datetime.timedelta, died: str, most: int = 1) -> list[Any]:
    """At most `most` of those that wait, oldest first, this worker's until the lease is over.

    What a dead worker left is taken alone: the one that killed it takes no other along the next time.
    """
    now = timezone.now()
    free = waiting.filter(
        Q(state=MadeState.QUEUED) | Q(state=MadeState.MAKING, lease_until__lt=now)
    ).order_by("pk")
    taken: list[Any] = []
    for paper in free.select_for_update(of=("self",), skip_locked=True)[: max(most, 10)]:
        if paper.attempts >= MOST_ATTEMPTS:
            _write(paper, state=MadeState.FAILED, lease_until=None, problem=died)
            continue
        if taken and (paper.attempts or taken[0].attempts or len(taken) == most):
            break
        taken.append(paper)
    claim = {"state": MadeState.MAKING, "lease_until": now + lease}
    rows = waiting.model._default_manager.filter(pk__in=[one.pk for one in taken])
    rows.update(**claim, attempts=F("attempts") + 1)
    for paper in taken:
        paper.state, paper.lease_until, paper.attempts = *claim.values(), paper.attempts + 1
    return taken


def keep_made(paper: Any, content: bytes, **facts: object) -> None:
    """Writes only while the lease is still this worker's: one that was overtaken changes nothing."""
    _in_hand(paper).update(
        state=MadeState.READY,
        lease_until=None,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        made_at=timezone.now(),
        **facts,
    )


def keep_failed(paper: Any, problem: str) -> None:
    """The same for one that cannot be made; `problem` is a Danish sentence."""
    _in_hand(paper).update(state=MadeState.FAILED, problem=problem[:300], lease_until=None)


def _in_hand(paper: Any) -> QuerySet[Any]:
    rows = type(paper)._default_manager
    return rows.filter(pk=paper.pk, state=MadeState.MAKING, lease_until=paper.lease_until)


def _write(paper: Any, **facts: object) -> None:
    for name, value in facts.items():
        setattr(paper, name, value)
    paper.save(update_fields=list(facts))
