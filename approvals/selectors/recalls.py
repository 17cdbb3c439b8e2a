"""Statements told to the wrong CPR number: which may be recalled, and which wait for the run that takes them back."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import OuterRef, QuerySet, Subquery

from approvals.models import FeeStatement, FeeStatementLine, StatementRecall
from approvals.selectors.fee_statements import of_other_numbers
from approvals.states import PostState
from clusters.permissions import why_not_run_secretariat
from expenses.models import PayeeIdentity
from expenses.selectors.tax_receiver import counting_numbers
from klyngeokonomi.rotate_vault import waits_to_rotate

if TYPE_CHECKING:
    from clusters.models import User

RECALLED = "Lønsedlen er allerede trukket tilbage."
NOTHING_STANDS = "Alt på lønsedlen er allerede taget tilbage."
SAME_NUMBER = "Lønsedlen er udstedt under det CPR-nummer, der gælder nu. Ret først nummeret på modtageren."
KEY_CHANGED = (
    "Nøglen til CPR-numre er skiftet. Driften skal køre rotate_keys, før lønsedler kan trækkes tilbage."
)

GONE = (PostState.SENT, PostState.CONFIRMED, PostState.UNKNOWN)


def standing_lines(statement: FeeStatement) -> QuerySet[FeeStatementLine]:
    """What the statement tells and nothing has taken back."""
    return statement.lines.filter(reverses=None, reversed_by=None)


def recall_of(statement: FeeStatement) -> StatementRecall | None:
    return StatementRecall.objects.filter(statement=statement).select_related("made_by__person").first()


def tells_another_number(statement: FeeStatement) -> bool:
    """Whether anything that stands on it was paid to somebody whose number is another now. One query."""
    if not statement.fingerprint:
        return False
    number = counting_numbers().filter(payee=OuterRef("payment__payee")).values("fingerprint")
    numbered = standing_lines(statement).annotate(number=Subquery(number[:1]))
    return numbered.filter(number__isnull=False).exclude(number=statement.fingerprint).exists()


@dataclass(frozen=True, slots=True)
class Numbered:
    """A statement beside the number that counts now. `stands` is whether anything on it is not taken back, `was_sent`
    whether it went to the box of its own number.
    """

    is_of_another: bool
    stands: bool
    recall: StatementRecall | None
    may_recall: bool
    was_sent: bool


def numbered(statement: FeeStatement, user: "User") -> Numbered:
    return Numbered(
        is_of_another=bool(of_other_numbers([statement])) or tells_another_number(statement),
        stands=standing_lines(statement).exists(),
        recall=recall_of(statement),
        may_recall=why_not_recall_statement(user, statement) is None,
        was_sent=statement.messages.filter(state__in=GONE).exists(),
    )


def why_not_recall_statement(user: "User", statement: FeeStatement) -> str | None:
    if sentence := why_not_run_secretariat(user):
        return sentence
    if recall_of(statement):
        return RECALLED
    if waits_to_rotate(PayeeIdentity, "cpr"):
        return KEY_CHANGED
    if not standing_lines(statement).exists():
        return NOTHING_STANDS
    return None if tells_another_number(statement) else SAME_NUMBER


def recalled_standing(month: dt.date) -> FeeStatement | None:
    """The first of the month that is recalled, and that no run has taken back yet."""
    waiting = FeeStatementLine.objects.filter(reverses=None, reversed_by=None, statement__month=month)
    line = waiting.filter(statement__recall__isnull=False).select_related("statement").first()
    return line.statement if line else None
