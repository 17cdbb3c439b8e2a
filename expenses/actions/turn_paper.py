"""Turn one's paper a quarter with the clock while the voucher may still be edited."""

from typing import TYPE_CHECKING

from expenses.actions.locked_voucher import locked_voucher
from expenses.models import Attachment
from expenses.permissions import why_not_edit_voucher
from klyngeokonomi.act import act
from klyngeokonomi.documents.rotate import rotate_document
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User


@act
def turn_paper(attachment: Attachment, *, by: "User") -> None:
    """What is claimed is the same, so the voucher's version stands. Raises Refused while the paper is read."""
    voucher = locked_voucher(attachment.voucher)
    if sentence := why_not_edit_voucher(by, voucher):
        raise Refused(sentence, on=voucher, tried="Ret bilaget")
    rotate_document(attachment.document)
