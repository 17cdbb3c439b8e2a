"""Tell the secretariat, and whoever uploaded it, that the virus scanner stopped a file."""

from uuid import UUID

from django.db import transaction

from clusters import emails
from klyngeokonomi.audit.record import record
from klyngeokonomi.documents.quarantine import claim_unreported, unreported


def report_quarantined() -> int:
    """Trace and mails for every file not yet told of; how many there were. Each is told of once."""
    return sum(_report(document_id) for document_id in unreported())


@transaction.atomic
def _report(document_id: UUID) -> bool:
    document = claim_unreported(document_id)
    if document is None:
        return False
    record("document_quarantined", by=None, subject=document, text=f"{document.name}: {document.scan_found}")
    emails.file_quarantined(document)
    return True
