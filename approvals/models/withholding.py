"""What PLO keeps back of A-income for SKAT, as the secretariat entered it before the pay was sent."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from expenses.models import Voucher
from klyngeokonomi.money import MoneyField


class Withholding(models.Model):
    """DKK, of the voucher as it stood in `version`; only added to, and the newest of that version counts.

    `gross` is the voucher's own; `am_contribution` (AM-bidrag) and `a_tax` (A-skat) are kept back, the rest is paid.
    """

    voucher = models.ForeignKey(Voucher, models.PROTECT, related_name="withholdings", verbose_name="bilag")
    version = models.PositiveIntegerField("udgave")
    gross = MoneyField("honorar")
    am_contribution = MoneyField("AM-bidrag")
    a_tax = MoneyField("A-skat")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="af")
    at = models.DateTimeField("tidspunkt", auto_now_add=True)

    class Meta:
        verbose_name = "tilbageholdt skat"
        verbose_name_plural = "tilbageholdt skat"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(am_contribution__gte=0, a_tax__gte=0),
                name="approvals_withholding_not_negative",
                violation_error_message="AM-bidrag og A-skat kan ikke være under nul.",
            ),
            models.CheckConstraint(
                condition=Q(gross__gt=F("am_contribution") + F("a_tax")),
                name="approvals_withholding_leaves_pay",
                violation_error_message="AM-bidrag og A-skat skal tilsammen være mindre end honoraret.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.voucher}: tilbageholdt skat"

    @property
    def total(self) -> Decimal:
        """DKK, what PLO owes Skat of it."""
        return self.am_contribution + self.a_tax

    @property
    def net(self) -> Decimal:
        """DKK, what is sent to the receiver."""
        return self.gross - self.total
