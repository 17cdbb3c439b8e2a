"""Take in a file and put it on a voucher, as one act."""

from typing import TYPE_CHECKING

from django.core.files.uploadedfile import UploadedFile

from expenses.actions.attach_document import attach
from expenses.enums import PaperKind
from expenses.models import Attachment, Voucher
from klyngeokonomi.act import act
from klyngeokonomi.documents.discard import discard_document
from klyngeokonomi.documents.receive import receive

if TYPE_CHECKING:
    from clusters.models import User


@act
def add_paper(voucher: Voucher, file: UploadedFile, *, by: "User", kind: PaperKind) -> Attachment:
    """The paper, waiting to be read; the one already there when the voucher has the same file.

    Raises Refused with the sentence for the file; nothing of it is kept then.
    """
    document = receive(file, by=by)
    attachment = attach(voucher, document, by=by, kind=kind)
    if attachment.document_id != document.pk:
        discard_document(document)
    return attachment
