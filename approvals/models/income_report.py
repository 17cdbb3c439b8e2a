"""What was reported to eIndkomst for a month: the file, its lines, and which lines of statements they hold."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from approvals.enums import IncomeType, ReceiverKind
from approvals.models.fee_statement import FeeStatementLine
from klyngeokonomi.danish.months import month_in_words
from klyngeokonomi.money import ZERO, MoneyField
from klyngeokonomi.sealed_field import SealedField


class IncomeReport(models.Model):
    """`sequence` 1 is the month's first; the next ones hold only what has come since. Sealed: it names people."""

    month = models.DateField("måned")
    sequence = models.PositiveSmallIntegerField("indberetning nr.", default=1)
    name = models.CharField("filnavn", max_length=80, unique=True)
    sealed = SealedField("indhold, forseglet")
    sha256 = models.CharField("aftryk", max_length=64)
    size = models.PositiveIntegerField("størrelse")
    count = models.PositiveIntegerField("antal linjer")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="dannet af"
    )
    made_at = models.DateTimeField("dannet", auto_now_add=True)

    class Meta:
        verbose_name = "indberetning til eIndkomst"
        verbose_name_plural = "indberetninger til eIndkomst"
        ordering = ["-month", "-sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["month", "sequence"],
                name="approvals_incomereport_sequence",
                violation_error_message="Indberetningen findes allerede.",
            ),
            models.CheckConstraint(
                condition=Q(month__day=1),
                name="approvals_incomereport_first_day",
                violation_error_message="En indberetning gælder en hel måned.",
            ),
            models.CheckConstraint(
                condition=Q(count__gt=0),
                name="approvals_incomereport_not_empty",
                violation_error_message="En indberetning skal have mindst én linje.",
            ),
        ]

    def __str__(self) -> str:
        return f"eIndkomst {month_in_words(self.month)}, nr. {self.sequence}"


class IncomeReportLine(models.Model):
    """One receiver and income type. Amounts in DKK by eIndkomst's field numbers; a correction's may be below nil."""

    report = models.ForeignKey(
        IncomeReport, models.PROTECT, related_name="lines", verbose_name="indberetning"
    )
    position = models.PositiveIntegerField("nr.")
    receiver_kind = models.CharField("kendt hos Skat ved", max_length=10, choices=ReceiverKind.choices)
    name = models.CharField("navn", max_length=200)
    income_type = models.CharField("indkomsttype", max_length=2, choices=IncomeType.choices)
    field_13 = MoneyField("felt 13", default=ZERO)
    field_14 = MoneyField("felt 14", default=ZERO)
    field_15 = MoneyField("felt 15", default=ZERO)
    field_16 = MoneyField("felt 16", default=ZERO)
    field_36 = MoneyField("felt 36", default=ZERO)
    field_38 = MoneyField("felt 38", default=ZERO)
    field_48 = MoneyField("felt 48", default=ZERO)

    class Meta:
        verbose_name = "linje til eIndkomst"
        verbose_name_plural = "linjer til eIndkomst"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "position"],
                name="approvals_incomereportline_position",
                violation_error_message="Linjen findes allerede.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.report}, linje {self.position}"


class ReportedLine(models.Model):
    """Which line of the report a statement's line is part of: each is reported once, the database says so."""

    report_line = models.ForeignKey(
        IncomeReportLine, models.PROTECT, related_name="holds", verbose_name="linje til eIndkomst"
    )
    statement_line = models.OneToOneField(
        FeeStatementLine, models.PROTECT, related_name="reported", verbose_name="linje på lønseddel"
    )

    class Meta:
        verbose_name = "indberettet linje"
        verbose_name_plural = "indberettede linjer"

    def __str__(self) -> str:
        return f"{self.statement_line} i {self.report_line}"
