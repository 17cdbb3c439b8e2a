"""Whether a voucher's papers have been read through, and still are what was read (reliability T085)."""

from expenses.models import Attachment, Voucher
from klyngeokonomi.documents.models import State
from klyngeokonomi.documents.seal import any_broken


def why_papers_not_ready(voucher: Voucher, papers: list[Attachment] | None = None) -> str | None:
    """The Danish reason nothing may be decided on yes yet, or None when every paper is through. For pages too."""
    if papers is None:
        papers = list(voucher.attachments.select_related("document"))
    for paper in papers:
        if paper.document.state == State.REFUSED:
            return (
                f"Filen «{paper.document.name}» kan ikke bruges. Returnér bilaget, så den kan lægges op igen."
            )
        if paper.document.awaits_scan:
            return f"Filen «{paper.document.name}» venter på viruskontrol. Prøv igen om lidt."
        if paper.document.state != State.READY:
            return f"Filen «{paper.document.name}» er ved at blive læst. Prøv igen om et øjeblik."
    return None


def why_papers_changed(voucher: Voucher, papers: list[Attachment] | None = None) -> str | None:
    """The Danish reason the bytes at hand are not those that were looked at, or None. Reads every file through."""
    if papers is None:
        papers = list(voucher.attachments.select_related("document"))
    if broken := any_broken(paper.document for paper in papers):
        return f"Filen «{broken.name}» er ikke længere den, der blev lagt op. Kontakt driften."
    return None
