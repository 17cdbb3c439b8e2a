"""What came from the bank, kept as it came: sealed, once for each content."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from approvals.enums import BankFileKind, BankFileOutcome
from klyngeokonomi.sealed_field import SealedField


class BankFile(models.Model):
    """The same bytes again are the same row, whatever they are called. `sentence` says in Danish what became of it."""

    name = models.CharField("filnavn", max_length=200)
    kind = models.CharField("slags", max_length=20, choices=BankFileKind.choices)
    sealed = SealedField("indhold, forseglet")
    sha256 = models.CharField("aftryk", max_length=64, unique=True)
    size = models.PositiveIntegerField("størrelse")
    received_at = models.DateTimeField("modtaget", auto_now_add=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="modtaget af"
    )
    outcome = models.CharField(
        "udfald", max_length=20, choices=BankFileOutcome.choices, default=BankFileOutcome.WAITING
    )
    sentence = models.CharField("hvad der blev af den", max_length=500, blank=True)

    class Meta:
        verbose_name = "fil fra banken"
        verbose_name_plural = "filer fra banken"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(outcome=BankFileOutcome.REFUSED) | ~Q(sentence=""),
                name="approvals_bankfile_refused_says_why",
                violation_error_message="En afvist fil skal sige hvorfor.",
            )
        ]

    def __str__(self) -> str:
        return self.name
