"""Which of our movements a line from the bank stands for, where a person said so: each movement explains one line."""

from django.db import models

from approvals.models.bank_statement import BankLine
from clusters.models import Movement


class ExplainedLine(models.Model):
    line = models.ForeignKey(BankLine, models.PROTECT, related_name="explained_by", verbose_name="linje")
    movement = models.OneToOneField(
        Movement, models.PROTECT, related_name="explains", verbose_name="bevægelse"
    )

    class Meta:
        verbose_name = "forklaret linje"
        verbose_name_plural = "forklarede linjer"

    def __str__(self) -> str:
        return f"{self.line}: {self.movement}"
