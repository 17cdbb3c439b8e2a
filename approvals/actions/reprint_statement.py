"""A statement whose paper could not be made stands in line again, when somebody has seen to what was wrong."""

from typing import TYPE_CHECKING

from approvals.enums import MadeState
from approvals.models import FeeStatement, StatementPaper
from clusters.permissions import why_not_run_secretariat
from klyngeokonomi import kick
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User

NOT_FAILED = "Lønsedlens PDF er dannet eller på vej."


@act
def reprint_statement(statement: FeeStatement, *, by: "User") -> StatementPaper:
    """Its data are as they were issued; only the paper is made anew. Raises Refused."""
    if sentence := why_not_run_secretariat(by):
        raise Refused(sentence)
    paper = StatementPaper.objects.select_for_update().defer("content").get(statement=statement)
    if paper.state != MadeState.FAILED:
        raise Refused(NOT_FAILED)
    paper.state, paper.problem, paper.attempts = MadeState.QUEUED, "", 0
    paper.save(update_fields=["state", "problem", "attempts"])
    record("fee_statement_reprinted", by=by, subject=statement, text=str(statement))
    kick.on_commit("approvals.print_statements")
    return paper
