"""Make what was asked for. Runs in workers alone: what renders is never loaded by a web process.

A claim is a row lock skipped when taken, and a lease. A worker that dies lets the lease run out, and the next sweep
makes the paper anew; one that has cost MOST_ATTEMPTS workers their life has failed, with a sentence.
"""

import datetime
import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from approvals.enums import MadeForm, MadeKind, MadeState
from approvals.models import MadePaper
from approvals.selectors.accounts import year_facts
from approvals.selectors.statement import statement_facts
from approvals.statements.accounts import compose_accounts, draw_costs
from approvals.statements.as_sheet import accounts_sheets, statement_sheet
from approvals.statements.compose import compose_statement
from approvals.statements.records import DoesNotAddUp, fingerprint
from approvals.statements.render import pdf_bytes
from klyngeokonomi import faults
from klyngeokonomi.sheets import xlsx_bytes

MOST_ATTEMPTS = 3
LEASE = datetime.timedelta(minutes=10)
GRACE = datetime.timedelta(seconds=5)
"""The sweep leaves a paper this long to the kick that was sent for it."""
DIED = "Papiret kunne ikke dannes. Prøv med en kortere periode, eller kontakt PLO's klyngesekretariat."
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Made:
    """The bytes, and the fingerprint of the figures they show."""

    content: bytes
    fingerprint: str


def make_paper(pk: int) -> MadePaper | None:
    """Make one paper now. None when it is not waiting, or another has it in hand."""
    paper = _claim(Q(pk=pk))
    return paper and _make_claimed(paper)


def sweep_papers() -> int:
    """Make what the kick missed and what dead workers left; how many were taken."""
    count = 0
    while paper := _claim(Q(attempts__gt=0) | Q(asked_at__lt=timezone.now() - GRACE)):
        _make_claimed(paper)
        count += 1
    return count


@transaction.atomic
def _claim(which: Q) -> MadePaper | None:
    now = timezone.now()
    free = Q(state=MadeState.QUEUED) | Q(state=MadeState.MAKING, lease_until__lt=now)
    waiting = MadePaper.objects.filter(which, free).defer("content").order_by("pk")
    for paper in waiting.select_for_update(of=("self",), skip_locked=True)[:10]:
        if paper.attempts >= MOST_ATTEMPTS:
            _write(paper, state=MadeState.FAILED, problem=DIED)
            continue
        _write(paper, state=MadeState.MAKING, attempts=paper.attempts + 1, lease_until=now + LEASE)
        return paper
    return None


def _make_claimed(paper: MadePaper) -> MadePaper:
    """Writes only while the lease is still this worker's: one that was overtaken changes nothing."""
    mine = MadePaper.objects.filter(pk=paper.pk, state=MadeState.MAKING, lease_until=paper.lease_until)
    faults.point("paper.claimed")
    try:
        made = MAKERS[MadeKind(paper.kind)](paper)
    except DoesNotAddUp as told:
        mine.update(state=MadeState.FAILED, problem=str(told)[:300], lease_until=None)
    except Exception:  # one paper that cannot be made stops no other, and who asked is told
        logger.exception("Paper %s could not be made", paper.pk)
        mine.update(state=MadeState.FAILED, problem=DIED, lease_until=None)
    else:
        faults.point("paper.made")
        mine.update(
            state=MadeState.READY,
            lease_until=None,
            content=made.content,
            fingerprint=made.fingerprint,
            sha256=hashlib.sha256(made.content).hexdigest(),
            size=len(made.content),
            made_at=timezone.now(),
        )
    paper.refresh_from_db()
    return paper


def _write(paper: MadePaper, **facts: object) -> None:
    for name, value in {"lease_until": None, **facts}.items():
        setattr(paper, name, value)
    paper.save(update_fields=["lease_until", *facts])


def _statement(paper: MadePaper) -> Made:
    first, last = (datetime.date.fromisoformat(paper.parameters[name]) for name in ("first", "last"))
    statement = compose_statement(statement_facts(paper.cluster, first, last))
    seal = fingerprint(statement)
    if paper.form == MadeForm.XLSX:
        return Made(xlsx_bytes(statement_sheet(statement)), seal)
    foot = f"Kontoudtog, {statement.cluster}, {first:%d.%m.%y}–{last:%d.%m.%y}"
    context = {"title": paper.title, "foot": foot, "statement": statement}
    return Made(pdf_bytes("pdf/statement.html", context, fingerprint=seal), seal)


def _accounts(paper: MadePaper) -> Made:
    year = paper.parameters["year"]
    accounts = compose_accounts(year_facts(paper.cluster, year), year_facts(paper.cluster, year - 1))
    seal = fingerprint(accounts)
    if paper.form == MadeForm.XLSX:
        return Made(xlsx_bytes(*accounts_sheets(accounts)), seal)
    foot = f"Årsregnskab {year}, {paper.cluster.name}"
    drawing = draw_costs(accounts.costs, year)
    context = {"title": paper.title, "foot": foot, "accounts": accounts, "drawing": drawing}
    return Made(pdf_bytes("pdf/accounts.html", context, fingerprint=seal), seal)


MAKERS: dict[MadeKind, Callable[[MadePaper], Made]] = {
    MadeKind.STATEMENT: _statement,
    MadeKind.ACCOUNTS: _accounts,
}
"""One for each kind of paper; a new kind adds its own."""
