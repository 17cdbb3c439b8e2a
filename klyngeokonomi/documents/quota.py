"""How much one person may upload in 24 hours: nobody fills the disk alone (reliability T079)."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from klyngeokonomi.refused import Refused
from klyngeokonomi.statement import prepared_cursor

DAY = timedelta(hours=24)
SPENT = """
SELECT count(*), coalesce(sum(size), 0) FROM documents_document WHERE uploaded_by_id = %s AND uploaded_at > %s
"""


def check(by, *, size: int) -> None:
    """Raises Refused when one more file of `size` bytes is more than the day allows."""
    with prepared_cursor() as cursor:
        cursor.execute(SPENT, [by.pk, timezone.now() - DAY])
        count, spent = cursor.fetchone()
    if count + 1 > settings.DOCUMENT_DAILY_COUNT:
        raise Refused(
            f"Du kan uploade {settings.DOCUMENT_DAILY_COUNT} filer i døgnet, og det har du gjort. "
            "Prøv igen i morgen, eller skriv til sekretariatet."
        )
    if spent + size > settings.DOCUMENT_DAILY_BYTES:
        raise Refused(
            f"Du kan uploade {settings.DOCUMENT_DAILY_BYTES // 2**20} MB i døgnet, og med denne fil bliver "
            "det mere. Prøv igen i morgen, eller skriv til sekretariatet."
        )


def hold(by) -> None:
    """One upload at a time per person until the transaction ends: no race gets past the sum."""
    with prepared_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('documents.quota'), %s)", [by.pk])
