"""What the virus scanner stopped and nobody has been told of yet. Who is to be told, the floors above know."""

from uuid import UUID

from django.utils import timezone

from klyngeokonomi.documents.models import Document, Scan

MOST_AT_ONCE = 100


def unreported() -> list[UUID]:
    """The oldest first; the rest come the next time."""
    found = Document.objects.filter(scan=Scan.INFECTED, reported_at=None).order_by("uploaded_at")
    return list(found.values_list("pk", flat=True)[:MOST_AT_ONCE])


def claim_unreported(document_id: UUID) -> Document | None:
    """The paper, locked until the transaction ends and marked as told of; None when another was first."""
    found = Document.objects.filter(pk=document_id, scan=Scan.INFECTED, reported_at=None)
    document = found.select_for_update(of=("self",), skip_locked=True).select_related("uploaded_by").first()
    if document is not None:
        document.reported_at = timezone.now()
        document.save(update_fields=["reported_at"])
    return document
