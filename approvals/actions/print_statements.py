"""Print fee statements. Runs in workers alone; as many may print at a time as there are workers.

A statement's paper is made of its frozen data and of nothing else, so it does not matter who makes it, or how often it
is begun.
"""

import datetime
import logging
import time

from approvals.actions.leased_papers import keep_failed, keep_made, take
from approvals.models import StatementPaper
from approvals.statements.fee_paper import fee_pdf
from approvals.statements.fee_records import read_printed
from klyngeokonomi import faults

AT_A_TIME = 20
"""Claimed together; each is made and kept on its own."""
LEASE = datetime.timedelta(minutes=2)
TURN = 20
"""Seconds one task prints, so that mails and other papers come through while thousands are printed."""
DIED = "Lønsedlen kunne ikke dannes. Giv besked til dem, der driver systemet."
logger = logging.getLogger(__name__)


def print_statements(*, seconds: int | None = None) -> bool:
    """Print what waits, for at most so long: what is claimed is made. Whether more may wait."""
    end = None if seconds is None else time.monotonic() + seconds
    waiting = StatementPaper.objects.defer("content").select_related("statement")
    while end is None or time.monotonic() < end:
        claimed = take(waiting, lease=LEASE, died=DIED, most=AT_A_TIME)
        if not claimed:
            return False
        for paper in claimed:
            _print(paper)
    return True


def _print(paper: StatementPaper) -> None:
    faults.point("statement.claimed")
    try:
        content = fee_pdf(read_printed(paper.statement.printed))
    except Exception:  # one that cannot be made stops no other, and the secretariat is told
        logger.exception("The paper of fee statement %s could not be made", paper.statement_id)
        keep_failed(paper, DIED)
    else:
        faults.point("statement.made")
        keep_made(paper, content)
