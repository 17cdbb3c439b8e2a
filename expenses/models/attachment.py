"""The papers of a voucher, and what kind each of them is."""

from django.db import models

from expenses.enums import PaperKind
from expenses.models.voucher import Voucher
from klyngeokonomi.documents.models import Document


class Attachment(models.Model):
    """One file on one voucher. The same bytes on two live vouchers is a finding, not an error here."""

    voucher = models.ForeignKey(Voucher, models.PROTECT, related_name="attachments", verbose_name="bilag")
    document = models.OneToOneField(Document, models.PROTECT, related_name="+", verbose_name="fil")
    kind = models.CharField("slags", max_length=20, choices=PaperKind.choices, default=PaperKind.RECEIPT)
    position = models.PositiveSmallIntegerField("nr.")

    class Meta:
        verbose_name = "papir"
        verbose_name_plural = "papirer"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.document.name
