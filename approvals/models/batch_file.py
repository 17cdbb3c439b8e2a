"""The file of a payment run, as the bank gets it: sealed, since it may name people by CPR.

It is sealed anew when the key is changed, and else never touched.
"""

from django.db import models

from approvals.models.batch import Batch
from klyngeokonomi.sealed_field import SealedField


class BatchFile(models.Model):
    """`sealed` is the bytes under the vault's key; `sha256` and `size` (bytes) are those of the bytes themselves."""

    batch = models.OneToOneField(Batch, models.PROTECT, related_name="file", verbose_name="betalingskørsel")
    name = models.CharField("filnavn", max_length=80, unique=True)
    sealed = SealedField("indhold, forseglet")
    sha256 = models.CharField("aftryk", max_length=64)
    size = models.PositiveIntegerField("størrelse")
    made_at = models.DateTimeField("dannet", auto_now_add=True)

    class Meta:
        verbose_name = "betalingsfil"
        verbose_name_plural = "betalingsfiler"

    def __str__(self) -> str:
        return self.name
