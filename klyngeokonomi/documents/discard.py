"""Remove a paper that no owner holds any more, with its bytes."""

from django.db import transaction
from django.db.models import ProtectedError

from klyngeokonomi.documents import storage
from klyngeokonomi.documents.models import Document
from klyngeokonomi.refused import Refused


@transaction.atomic
def discard_document(document: Document) -> None:
    """Delete the row, and the files once that is committed. Raises Refused while anything refers to it."""
    document_id = document.pk
    try:
        document.delete()
    except ProtectedError as error:
        raise Refused("Filen hører til et bilag og kan ikke fjernes.") from error
    transaction.on_commit(lambda: storage.remove(document_id), robust=True)
