"""Put a received paper on a voucher, say what kind it is, or take it off again while it is still a draft."""

from typing import TYPE_CHECKING

from expenses.actions.locked_voucher import locked_voucher
from expenses.enums import PaperKind
from expenses.models import Attachment, Voucher
from expenses.permissions import why_not_edit_voucher
from expenses.selectors.parts import papers_of
from klyngeokonomi.act import act
from klyngeokonomi.documents.models import Document
from klyngeokonomi.insert import insert
from klyngeokonomi.refused import Refused
from klyngeokonomi.update import update

if TYPE_CHECKING:
    from clusters.models import User

MOST_PAPERS = 20


def _own_draft(voucher: Voucher, by: "User") -> Voucher:
    voucher = locked_voucher(voucher)
    if sentence := why_not_edit_voucher(by, voucher):
        raise Refused(sentence, on=voucher, tried="Ret bilaget")
    return voucher


def _changed(voucher: Voucher) -> None:
    voucher.version += 1
    update(voucher, "version")


@act
def attach_document(
    voucher: Voucher, document: Document, *, by: "User", kind: PaperKind = PaperKind.RECEIPT
) -> Attachment:
    """Add the paper last. The same bytes twice on one voucher give the paper already there."""
    return attach(voucher, document, by=by, kind=kind)


def attach(voucher: Voucher, document: Document, *, by: "User", kind: PaperKind) -> Attachment:
    """The same inside an act at hand."""
    voucher = _own_draft(voucher, by)
    if document.uploaded_by_id != by.pk:
        raise Refused("Filen er lagt op af en anden. Læg den op igen.")
    there = papers_of(voucher.pk)
    if same := next((one for one in there if one.document.sha256 == document.sha256), None):
        return same
    if len(there) >= MOST_PAPERS:
        raise Refused(f"Et bilag kan have {MOST_PAPERS} filer. Lav et bilag mere til resten.")
    last = max((one.position for one in there), default=0)
    attachment = insert(Attachment(voucher=voucher, document=document, kind=kind, position=last + 1))
    _changed(voucher)
    return attachment


@act
def set_paper_kind(attachment: Attachment, kind: PaperKind, *, by: "User") -> Attachment:
    voucher = _own_draft(attachment.voucher, by)
    if attachment.kind != kind:
        attachment.kind = kind
        attachment.save(update_fields=["kind"])
        _changed(voucher)
    return attachment


@act
def detach_document(attachment: Attachment, *, by: "User") -> None:
    """Take the paper off. The document itself stays sealed in the store until retention removes it."""
    voucher = _own_draft(attachment.voucher, by)
    attachment.delete()
    _changed(voucher)
