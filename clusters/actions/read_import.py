"""Read a kept file and compare it with the database: a preview for the secretary.

A claim is a row lock skipped when taken, and a lease. A worker that dies lets the lease run out, and the next
sweep reads again; a file that has cost MOST_ATTEMPTS workers their life is refused with a sentence.
"""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from clusters.enums import ImportState
from clusters.import_files.records import Reading, read_records
from clusters.models import ImportRun
from clusters.selectors.import_plans import plan_import

MOST_ATTEMPTS = 3
LEASE = datetime.timedelta(minutes=10)
"""Above Celery's time limit for a task."""
GRACE = datetime.timedelta(seconds=5)
DIED = "Filen kunne ikke læses. Del den i mindre filer, og prøv igen."


def read_import(run_id: int) -> ImportRun | None:
    """Read one file now. None when it is not waiting to be read, or another has it in hand."""
    run = _claim(Q(pk=run_id))
    return run and _read_claimed(run)


def sweep_imports() -> int:
    """Read what the kick missed and what dead workers left; how many were read."""
    count = 0
    while run := _claim(Q(attempts__gt=0) | Q(created_at__lt=timezone.now() - GRACE)):
        _read_claimed(run)
        count += 1
    return count


@transaction.atomic
def _claim(which: Q) -> ImportRun | None:
    now = timezone.now()
    waiting = ImportRun.objects.filter(
        which, Q(lease_until=None) | Q(lease_until__lt=now), state=ImportState.READING
    )
    for run in waiting.order_by("pk").select_for_update(of=("self",), skip_locked=True)[:10]:
        if run.attempts >= MOST_ATTEMPTS:
            run.state, run.lease_until = ImportState.REFUSED, None
            run.errors = [{"row": 0, "column": "", "text": DIED}]
            run.save(update_fields=["state", "lease_until", "errors"])
            continue
        run.attempts += 1
        run.lease_until = now + LEASE
        run.save(update_fields=["attempts", "lease_until"])
        return run
    return None


def _read_claimed(run: ImportRun) -> ImportRun | None:
    """None when the lease was lost to another worker meanwhile."""
    mine = ImportRun.objects.filter(pk=run.pk, state=ImportState.READING, lease_until=run.lease_until)
    reading = read_records(run.kind, bytes(run.content))
    mine.update(progress_total=len(reading.records), progress_done=0)
    facts = preview(run.kind, reading, progress=lambda done: mine.update(progress_done=done))
    kept = mine.update(**facts, rows=reading.records, state=ImportState.READY, lease_until=None, attempts=0)
    run.refresh_from_db()
    return run if kept else None


def preview(kind: str, reading: Reading, progress: object = None) -> dict[str, list]:
    """`changes` and `errors` as ImportRun keeps them; rows at fault in themselves are not compared."""
    plan = plan_import(kind, reading.records, progress=progress)
    errors = sorted([*reading.errors, *plan.errors], key=lambda one: one["row"])
    return {"changes": plan.changes, "errors": errors}
