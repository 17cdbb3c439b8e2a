"""Papers that belong to the meeting itself; receipts and invoices belong to vouchers."""

from django.conf import settings
from django.db import models

from klyngeokonomi.documents.models import Document
from meetings.enums import MeetingPaperKind
from meetings.models.meeting import Meeting


class MeetingPaper(models.Model):
    """Programme, agenda or minutes of a meeting. Every member of the cluster may open it."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="papers", verbose_name="møde")
    document = models.OneToOneField(Document, models.PROTECT, related_name="+", verbose_name="dokument")
    kind = models.CharField("slags", max_length=20, choices=MeetingPaperKind.choices)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="tilføjet af"
    )
    added_at = models.DateTimeField("tilføjet", auto_now_add=True)

    class Meta:
        verbose_name = "mødepapir"
        verbose_name_plural = "mødepapirer"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.document.name}"
