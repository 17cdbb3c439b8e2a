"""What a payee was told about being paid to NemKonto, and when they said no. Kept as proof: rows are only added."""

from django.conf import settings
from django.db import models

from expenses.enums import NoticeStep
from expenses.models.payee_account import PayeeAccount


class NemkontoNotice(models.Model):
    """The newest row counts. `version` is the date of the text, `text` what it said; `told_on` the day it was told."""

    account = models.ForeignKey(
        PayeeAccount, models.PROTECT, related_name="notices", verbose_name="modtagerkonto"
    )
    step = models.CharField("hvad", max_length=10, choices=NoticeStep.choices)
    version = models.DateField("tekst af", null=True, blank=True)
    text = models.TextField("tekst", max_length=1000, blank=True)
    told_on = models.DateField("den")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="ved")
    at = models.DateTimeField("skrevet", auto_now_add=True)

    class Meta:
        verbose_name = "besked om NemKonto"
        verbose_name_plural = "beskeder om NemKonto"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(step=NoticeStep.TOLD)
                | (models.Q(version__isnull=False) & ~models.Q(text="")),
                name="expenses_nemkontonotice_says_what",
                violation_error_message="En besked har en tekst og dens dato.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()} {self.told_on:%d.%m.%Y}"
