"""The monthly fee run: asked for, composed by one worker at a time, done when its papers are made (ADR 0039).

All composing stands under one lock and in one transaction: a worker that dies leaves a run that is asked for, and
nothing else. Who comes second finds nothing that differs.
"""

import datetime as dt
import logging
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils import timezone

from approvals import emails
from approvals.actions.issue_statements import issue_statements
from approvals.enums import FeeRunState
from approvals.models import FeeRun
from approvals.selectors.fee_facts import fee_facts
from approvals.selectors.fee_runs import (
    KEY_CHANGED,
    NO_PAYER,
    payer,
    progress_of,
    why_it_waits,
    why_not_run_fees,
)
from approvals.statements.compose_fees import compose_fees
from approvals.statements.fee_records import Totals
from approvals.statements.records import DoesNotAddUp
from expenses.models import PayeeIdentity
from klyngeokonomi import faults, kick
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.danish.bank_days import next_bank_day
from klyngeokonomi.danish.months import last_of, month_before
from klyngeokonomi.insert import insert_unless_there
from klyngeokonomi.money import format_kr
from klyngeokonomi.refused import Refused
from klyngeokonomi.rotate_vault import waits_to_rotate

if TYPE_CHECKING:
    from clusters.models import User

LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('approvals:compose-fees', 0))"
UNDER_WAY = "Måneden er allerede ved at blive kørt."
OPENS = dt.time(6)
"""When the clock asks, on the first working day."""
logger = logging.getLogger(__name__)


@act
def ask_fee_run(month: dt.date, *, by: "User | None" = None) -> FeeRun:
    """`month` is its first day; `by` is None for the clock. Composed by a worker. Raises Refused."""
    if sentence := why_not_run_fees(by, month):
        raise Refused(sentence)
    before = FeeRun.objects.filter(month=month).order_by("sequence").last()
    run = FeeRun(month=month, sequence=before.sequence + 1 if before else 1, asked_by=by)
    if not insert_unless_there(run):
        raise Refused(UNDER_WAY)
    record("fee_run_asked", by=by, subject=run, text=str(run))
    kick.on_commit("approvals.compose_fees")
    return run


def start_by_clock(now: dt.datetime | None = None) -> FeeRun | None:
    """Last month's, from the first working day at OPENS; None when it is too early, or the clock has asked before."""
    here = timezone.localtime(now)
    month = month_before(here.date())
    opens = next_bank_day(last_of(month))
    if (here.date(), here.time()) < (opens, OPENS):
        return None
    if FeeRun.objects.filter(month=month, asked_by=None).exists():
        return None
    try:
        return ask_fee_run(month)
    except Refused as refused:
        logger.info("The clock asked for no fee run: %s", refused)
        return None


def go_on_with_runs() -> None:
    """Compose what is asked for, and end what is printed. Each run on its own: one that cannot stops no other, and
    PLO is told once of one that has waited too long.
    """
    for pk in (
        FeeRun.objects.filter(state=FeeRunState.ASKED).order_by("month", "pk").values_list("pk", flat=True)
    ):
        try:
            compose_run(pk)
        except (DoesNotAddUp, Refused) as told:
            logger.error("Fee run %s could not be composed: %s", pk, told)
        except Exception:  # whatever is wrong with this one, the next is composed and those printed are ended
            logger.exception("Fee run %s could not be composed", pk)
        tell_that_it_waits(pk)
    for run in FeeRun.objects.filter(state=FeeRunState.COMPOSED).order_by("pk"):
        if progress_of(run).is_printed:
            finish_run(run.pk)


def tell_that_it_waits(pk: int) -> None:
    """Nobody looks at a run by the clock that does not begin. Why is asked outside the transaction that tells it."""
    run = FeeRun.objects.get(pk=pk)
    if sentence := why_it_waits(run):
        with transaction.atomic():
            emails.fee_run_waits(run, sentence)


@act
def compose_run(pk: int) -> FeeRun | None:
    """All statements of the run, or none. None when it is composed already. Raises DoesNotAddUp, Refused."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK)
    run = FeeRun.objects.select_for_update().filter(pk=pk, state=FeeRunState.ASKED).first()
    if run is None:
        return None
    if (pays := payer()) is None:
        raise Refused(NO_PAYER)
    if waits_to_rotate(PayeeIdentity, "cpr"):
        raise Refused(KEY_CHANGED)
    drafts = compose_fees(fee_facts(run.month))
    faults.point("fees.composed")
    rows = issue_statements(run, drafts, payer=pays, on=timezone.localdate())
    sums = sum((one.totals for one in drafts), Totals())
    run.state, run.composed_at, run.statements = FeeRunState.COMPOSED, timezone.now(), len(rows)
    run.gross, run.tax_free = sums.gross, sums.tax_free
    run.am_contribution, run.a_tax = sums.am_contribution, sums.a_tax
    run.save()
    faults.point("fees.run_written")
    told = f"{run}: {len(rows)} lønsedler, {format_kr(sums.net)} udbetalt"
    record("fee_run_composed", by=run.asked_by, subject=run, text=told)
    kick.on_commit("approvals.print_statements")
    return run


@act
def finish_run(pk: int) -> FeeRun | None:
    """When every paper is made or has failed; the secretariat is told once. None when it is done, or not so far."""
    run = FeeRun.objects.select_for_update().filter(pk=pk, state=FeeRunState.COMPOSED).first()
    if run is None or not (progress := progress_of(run)).is_printed:
        return None
    run.state, run.done_at = FeeRunState.DONE, timezone.now()
    run.save(update_fields=["state", "done_at"])
    faults.point("fees.done")
    emails.fee_run_done(run, progress)
    return run
