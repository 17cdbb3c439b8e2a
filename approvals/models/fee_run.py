"""A fee run: what was paid for work in a month becomes one statement to each person."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q

from approvals.enums import FeeRunState
from klyngeokonomi.danish.months import month_in_words
from klyngeokonomi.money import ZERO, MoneyField


class FeeRun(models.Model):
    """`month` is its first day. A month may be run again: only what differs from what is issued makes statements.

    `asked_by` is empty for the clock. The totals (DKK) are those of the run's own statements once it is composed;
    a correction counts with its sign.
    """

    month = models.DateField("måned")
    sequence = models.PositiveSmallIntegerField("kørsel nr.", default=1)
    state = models.CharField(
        "status", max_length=10, choices=FeeRunState.choices, default=FeeRunState.ASKED, editable=False
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="startet af",
    )
    asked_at = models.DateTimeField("startet", auto_now_add=True)
    composed_at = models.DateTimeField("opgjort", null=True, blank=True)
    done_at = models.DateTimeField("færdig", null=True, blank=True)
    statements = models.PositiveIntegerField("lønsedler", default=0)
    gross = MoneyField("honorar og skattepligtig kørsel", default=ZERO)
    tax_free = MoneyField("skattefri kørsel", default=ZERO)
    am_contribution = MoneyField("AM-bidrag", default=ZERO)
    a_tax = MoneyField("A-skat", default=ZERO)

    class Meta:
        verbose_name = "honorarkørsel"
        verbose_name_plural = "honorarkørsler"
        ordering = ["-month", "-sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["month", "sequence"],
                name="approvals_feerun_sequence",
                violation_error_message="Kørslen findes allerede.",
            ),
            models.UniqueConstraint(
                fields=["month"],
                condition=~Q(state=FeeRunState.DONE),
                name="approvals_feerun_one_at_a_time",
                violation_error_message="Måneden er allerede ved at blive kørt.",
            ),
            models.CheckConstraint(
                condition=Q(month__day=1),
                name="approvals_feerun_first_day",
                violation_error_message="En honorarkørsel gælder en hel måned.",
            ),
            models.CheckConstraint(
                condition=Q(state=FeeRunState.ASKED, composed_at=None, done_at=None)
                | Q(state=FeeRunState.COMPOSED, composed_at__isnull=False, done_at=None)
                | Q(state=FeeRunState.DONE, composed_at__isnull=False, done_at__isnull=False),
                name="approvals_feerun_steps",
                violation_error_message="En honorarkørsel opgøres, før den er færdig.",
            ),
        ]

    def __str__(self) -> str:
        again = f", nr. {self.sequence}" if self.sequence > 1 else ""
        return f"Honorarkørsel {month_in_words(self.month)}{again}"

    @property
    def net(self) -> Decimal:
        """What was sent to the people whom the run tells."""
        return self.gross + self.tax_free - self.am_contribution - self.a_tax
