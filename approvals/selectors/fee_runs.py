"""Fee runs: which month comes next, what a run would do, and how far one is."""

import dataclasses
import datetime as dt
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils import timezone

from approvals.enums import FeeRunState, MadeState, ReceiverKind
from approvals.models import BankAccount, FeeRun, FeeStatement, StatementPaper
from approvals.selectors.fee_facts import fee_facts, words_of
from approvals.statements.compose_fees import Draft, LeftOut, compose_fees, left_out
from approvals.statements.fee_facts import Links
from approvals.statements.fee_records import Payer, PayLine, Totals
from approvals.statements.records import DoesNotAddUp
from clusters.permissions import why_not_run_secretariat
from expenses.models import PayeeIdentity, Voucher
from klyngeokonomi.danish.months import first_of
from klyngeokonomi.rotate_vault import waits_to_rotate

if TYPE_CHECKING:
    from clusters.models import User

NO_PAYER = "Der er ingen konto at betale fra. Driften skal først oprette PLO's bankkonto."
KEY_CHANGED = "Nøglen til CPR-numre er skiftet. Driften skal køre rotate_keys, før lønsedlerne kan opgøres."
UNTOLD = "Kørslen burde være opgjort. Ring til dem, der driver systemet."
SOON = dt.timedelta(minutes=10)
"""What a run that is asked for may wait before somebody is told."""


def why_not_compose(month: dt.date) -> str | None:
    """Of a run that is asked for: what must be put right before it can go on."""
    if payer() is None:
        return NO_PAYER
    if waits_to_rotate(PayeeIdentity, "cpr"):
        return KEY_CHANGED
    try:
        preview(month)
    except DoesNotAddUp as told:
        return str(told)
    except Exception:  # the page that says why must stand, whatever is wrong
        return UNTOLD
    return None


def why_it_waits(run: FeeRun) -> str:
    """Of a run that is asked for and has not been composed in SOON; "" for all others."""
    if run.state != FeeRunState.ASKED or timezone.now() - run.asked_at < SOON:
        return ""
    return why_not_compose(run.month) or UNTOLD


def why_not_run_fees(user: "User | None", month: dt.date) -> str | None:
    """The secretariat, and the clock (None), for a month that has ended. `month` is its first day."""
    if user is not None and (sentence := why_not_run_secretariat(user)):
        return sentence
    if month >= first_of(timezone.localdate()):
        return "En måned kan først køres, når den er gået."
    return None if payer() else NO_PAYER


def payer() -> Payer | None:
    """Whose account pay is sent from. None before the account is there."""
    account = BankAccount.objects.filter(is_default=True).first()
    return Payer(account.owner_name, account.owner_cvr) if account else None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a run of the month would do now. Several statements may go to one person: one for each month."""

    drafts: list[Draft]
    left_out: list[LeftOut]

    @property
    def people(self) -> int:
        return len({one.key for one in self.drafts})

    @property
    def corrections(self) -> int:
        return sum(one.corrects is not None for one in self.drafts)

    @property
    def payments(self) -> int:
        return sum(len(one.lines) for one in self.drafts)

    @property
    def totals(self) -> Totals:
        return sum((one.totals for one in self.drafts), Totals())


def preview(month: dt.date) -> Preview:
    """Without what paper alone needs: thousands may wait, and a page asks. Raises DoesNotAddUp."""
    facts = fee_facts(month, on_paper=False)
    return Preview(compose_fees(facts), left_out(facts))


def first_lines(coming: Preview, most: int) -> list[tuple[str, PayLine, Links]]:
    """The first payments that would come, in words: name, line, keys."""
    every = (
        (draft.receiver.name, line, links)
        for draft in coming.drafts
        for line, links in zip(draft.lines, draft.links, strict=True)
    )
    shown = list(itertools.islice(every, most))
    words = words_of(Voucher.objects.filter(pk__in=[links.voucher for _, _, links in shown]))
    return [
        (name, line if line.reverses else dataclasses.replace(line, text=words[links.voucher][0]), links)
        for name, line, links in shown
    ]


@dataclass(frozen=True, slots=True)
class Progress:
    """Of one run: statements, those that correct, papers by how they stand, and who is not reached digitally."""

    statements: int
    corrections: int
    ready: int
    failed: int
    unreachable: int

    @property
    def printed(self) -> int:
        return self.ready + self.failed

    @property
    def is_printed(self) -> bool:
        return self.printed == self.statements


def progress_of(run: FeeRun) -> Progress:
    """Two queries."""
    papers = StatementPaper.objects.filter(statement__run=run).aggregate(
        ready=Count("pk", filter=Q(state=MadeState.READY)),
        failed=Count("pk", filter=Q(state=MadeState.FAILED)),
    )
    issued = FeeStatement.objects.filter(run=run).aggregate(
        statements=Count("pk"),
        corrections=Count("pk", filter=Q(corrects__isnull=False)),
        unreachable=Count("pk", filter=Q(receiver_kind=ReceiverKind.ABROAD)),
    )
    return Progress(**papers, **issued)
