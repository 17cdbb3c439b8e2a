"""A fee statement that was told to the wrong CPR number is recalled: the next fee run puts it right (ADR 0042)."""

from typing import TYPE_CHECKING

from django.db import connection

from approvals.actions.run_fees import LOCK
from approvals.models import FeeStatement, StatementRecall
from approvals.selectors.recalls import why_not_recall_statement
from klyngeokonomi import faults
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User

TRIED = "Træk lønsedlen tilbage"
NO_REASON = "Skriv, hvorfor lønsedlen trækkes tilbage."


@act
def recall_statement(statement: FeeStatement, *, by: "User", reason: str) -> StatementRecall:
    """Under the lock of composing: a run sees all of it or nothing. Raises Refused."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK)
    statement = FeeStatement.objects.select_for_update(of=("self",)).defer("printed").get(pk=statement.pk)
    if sentence := why_not_recall_statement(by, statement):
        raise Refused(sentence, on=statement, tried=TRIED)
    if not reason.strip():
        raise Refused(NO_REASON)
    recall = StatementRecall.objects.create(statement=statement, reason=reason.strip(), made_by=by)
    faults.point("recall.written")
    record("fee_statement_recalled", by=by, subject=statement, text=f"{statement}: {recall.reason}")
    return recall
