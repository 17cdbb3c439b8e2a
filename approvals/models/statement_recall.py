"""The secretariat's decision that a fee statement was told to the wrong CPR number (ADR 0042)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from approvals.models.fee_statement import FeeStatement


class StatementRecall(models.Model):
    """Only added to. The next fee run takes the statement's lines back from the old number, and tells their payments
    under the one that counts then. Nothing was wrong with the money: it stays where it went.
    """

    statement = models.OneToOneField(
        FeeStatement, models.PROTECT, related_name="recall", verbose_name="lønseddel"
    )
    reason = models.CharField("begrundelse", max_length=300)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="trukket tilbage af"
    )
    made_at = models.DateTimeField("trukket tilbage", auto_now_add=True)

    class Meta:
        verbose_name = "tilbagetrækning af lønseddel"
        verbose_name_plural = "tilbagetrækninger af lønsedler"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="approvals_statementrecall_says_why",
                violation_error_message="Skriv, hvorfor lønsedlen trækkes tilbage.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.statement} trukket tilbage"
