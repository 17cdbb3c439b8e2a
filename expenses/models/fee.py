"""What a request for a fee says beside the voucher itself (ADR 0035). Frozen with it when it is sent."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from clusters.enums import IncomeKind
from clusters.models import Contract
from expenses.enums import FeeWork
from expenses.models.voucher import Voucher
from klyngeokonomi.money import MoneyField


class Fee(models.Model):
    """`for_outsider`: another than the claimant is paid, by the name in the voucher's `supplier`.

    Paid by the hour (`hours` at `rate`) or by a `fixed_sum`; DKK. `hours` is the sum of the time sheet where one is
    written, else what was typed. Both days of the period are included.
    """

    voucher = models.OneToOneField(Voucher, models.PROTECT, related_name="fee", verbose_name="bilag")
    work = models.CharField("arbejde", max_length=20, choices=FeeWork.choices, blank=True, default="")
    for_outsider = models.BooleanField("til en udefra", default=False)
    period_from = models.DateField("fra", null=True, blank=True)
    period_to = models.DateField("til", null=True, blank=True)
    hours = models.DecimalField("timer", max_digits=7, decimal_places=2, null=True, blank=True)
    rate = MoneyField("timeløn", null=True, blank=True)
    fixed_sum = MoneyField("fast beløb", null=True, blank=True)
    contract = models.ForeignKey(
        Contract, models.PROTECT, related_name="fees", null=True, blank=True, verbose_name="kontrakt"
    )
    income_kind = models.CharField(
        "indkomst", max_length=10, choices=IncomeKind.choices, blank=True, default=""
    )

    class Meta:
        verbose_name = "honorar"
        verbose_name_plural = "honorarer"
        constraints = [
            models.CheckConstraint(
                condition=Q(rate=None) | Q(fixed_sum=None),
                name="expenses_fee_one_pay",
                violation_error_message="Skriv enten timeløn eller et fast beløb.",
            ),
            models.CheckConstraint(
                condition=Q(period_from=None) | Q(period_to=None) | Q(period_to__gte=F("period_from")),
                name="expenses_fee_ends_after_start",
                violation_error_message="Arbejdet kan ikke slutte, før det begynder.",
            ),
            models.CheckConstraint(
                condition=(Q(hours=None) | Q(hours__gt=0))
                & (Q(rate=None) | Q(rate__gt=0))
                & (Q(fixed_sum=None) | Q(fixed_sum__gt=0)),
                name="expenses_fee_above_zero",
                violation_error_message="Timer, timeløn og beløb skal være større end nul.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.voucher}: {self.get_work_display()}"


class FeeHours(models.Model):
    """One day of the time sheet."""

    voucher = models.ForeignKey(Voucher, models.PROTECT, related_name="fee_hours", verbose_name="bilag")
    position = models.PositiveSmallIntegerField("nr.")
    day = models.DateField("dag")
    what = models.CharField("hvad", max_length=200)
    hours = models.DecimalField("timer", max_digits=4, decimal_places=2)

    class Meta:
        verbose_name = "linje i timeregnskab"
        verbose_name_plural = "timeregnskab"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["voucher", "position"],
                name="expenses_feehours_position",
                violation_error_message="Linjen findes allerede.",
            ),
            models.CheckConstraint(
                condition=Q(hours__gt=0, hours__lte=24),
                name="expenses_feehours_within_a_day",
                violation_error_message="Timerne på en dag skal være over 0 og højst 24.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y}: {self.what}"


class IncomeDecision(models.Model):
    """What the secretariat decided the fee is, of the voucher as it stood in `version`. Only added to."""

    voucher = models.ForeignKey(
        Voucher, models.PROTECT, related_name="income_decisions", verbose_name="bilag"
    )
    version = models.PositiveIntegerField("udgave")
    income_kind = models.CharField("indkomst", max_length=10, choices=IncomeKind.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="af")
    at = models.DateTimeField("tidspunkt", auto_now_add=True)

    class Meta:
        verbose_name = "afgjort indkomst"
        verbose_name_plural = "afgjorte indkomster"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(income_kind__in=[IncomeKind.A, IncomeKind.B]),
                name="expenses_incomedecision_a_or_b",
                violation_error_message="Et honorar er A-indkomst eller B-indkomst; ellers sendes en faktura.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.voucher}: {self.get_income_kind_display()}"
