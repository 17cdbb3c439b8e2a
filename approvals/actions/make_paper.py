"""Make what was asked for. Runs in workers alone: what renders is never loaded by a web process."""

import datetime
import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from approvals.actions.leased_papers import keep_failed, keep_made, take
from approvals.enums import MadeForm, MadeKind
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


def _claim(which: Q) -> MadePaper | None:
    waiting = MadePaper.objects.filter(which).defer("content")
    return next(iter(take(waiting, lease=LEASE, died=DIED)), None)


def _make_claimed(paper: MadePaper) -> MadePaper:
    faults.point("paper.claimed")
    try:
        made = MAKERS[MadeKind(paper.kind)](paper)
    except DoesNotAddUp as told:
        keep_failed(paper, str(told))
    except Exception:  # one paper that cannot be made stops no other, and who asked is told
        logger.exception("Paper %s could not be made", paper.pk)
        keep_failed(paper, DIED)
    else:
        faults.point("paper.made")
        keep_made(paper, made.content, fingerprint=made.fingerprint)
    paper.refresh_from_db()
    return paper


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
