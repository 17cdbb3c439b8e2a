"""The secretariat takes out a paper as it was sent, and says why."""

from typing import TYPE_CHECKING

from django.db import transaction

from approvals.permissions import why_not_open_original
from expenses.models import Attachment
from klyngeokonomi.audit.record import record
from klyngeokonomi.documents.models import Document
from klyngeokonomi.documents.seal import why_not_hand_out
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User


@transaction.atomic
def open_original(paper: Attachment, *, by: "User", reason: str) -> Document:
    """The document whose original may now be sent to `by`; the trace is written first.

    Raises Refused for others than the secretariat, for one's own voucher, and for bytes nobody is handed.
    """
    if sentence := why_not_open_original(by, paper.voucher) or why_not_hand_out(paper.document):
        raise Refused(sentence)
    text = f"{paper.voucher}: {paper.document.name}. Begrundelse: {reason}"
    record("original_downloaded", by=by, subject=paper, cluster_id=paper.voucher.cluster_id, text=text)
    return paper.document
