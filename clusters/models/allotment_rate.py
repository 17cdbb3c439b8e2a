"""What the region pays per group-1 patient in a year: entered by one in the secretariat, confirmed by another."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from klyngeokonomi.money import MoneyField, format_kr

IN_FORCE = Q(withdrawn_at=None) & (Q(confirmed_at__isnull=False) | Q(entered_by=None))
WAITING = Q(withdrawn_at=None, confirmed_at=None, entered_by__isnull=False)


class AllotmentRateQuerySet(models.QuerySet["AllotmentRate"]):
    def in_force(self) -> "AllotmentRateQuerySet":
        """Confirmed, or brought with the product; at most one a year."""
        return self.filter(IN_FORCE)

    def waiting(self) -> "AllotmentRateQuerySet":
        """Entered by one, and neither confirmed nor taken back."""
        return self.filter(WAITING)


class AllotmentRate(models.Model):
    """`amount` DKK per patient, for the payment of 1 March of `year`. A year has one rate: rows cannot overlap.

    The rates that came with the product have nobody who entered them; `source` says where they are from.
    """

    year = models.PositiveSmallIntegerField(
        "år", validators=[MinValueValidator(2022), MaxValueValidator(2100)]
    )
    amount = MoneyField("kr. pr. patient")
    source = models.CharField("kilde", max_length=200)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="indtastet af",
    )
    entered_at = models.DateTimeField("indtastet", null=True, blank=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="bekræftet af",
    )
    confirmed_at = models.DateTimeField("bekræftet", null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="trukket tilbage af",
    )
    withdrawn_at = models.DateTimeField("trukket tilbage", null=True, blank=True, editable=False)

    objects = AllotmentRateQuerySet.as_manager()

    class Meta:
        verbose_name = "sats pr. patient"
        verbose_name_plural = "satser pr. patient"
        ordering = ["-year", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="clusters_allotmentrate_above_zero",
                violation_error_message="Satsen skal være større end nul.",
            ),
            models.CheckConstraint(
                condition=Q(entered_at=None, entered_by=None)
                | Q(entered_at__isnull=False, entered_by__isnull=False),
                name="clusters_allotmentrate_entered_pair",
                violation_error_message="Indtastningen mangler tidspunkt eller navn.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False, entered_by__isnull=False),
                name="clusters_allotmentrate_confirmed_pair",
                violation_error_message="Bekræftelsen mangler tidspunkt eller navn.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="clusters_allotmentrate_withdrawn_pair",
                violation_error_message="Tilbagetrækningen mangler tidspunkt eller navn.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("entered_by")),
                name="clusters_allotmentrate_two_people",
                violation_error_message="En anden end den, der indtastede satsen, skal bekræfte den.",
            ),
            models.UniqueConstraint(
                fields=["year"],
                condition=IN_FORCE,
                name="clusters_allotmentrate_one_a_year",
                violation_error_message="Der er allerede en sats for året.",
            ),
            models.UniqueConstraint(
                fields=["year"],
                condition=WAITING,
                name="clusters_allotmentrate_one_waiting",
                violation_error_message="Der venter allerede en sats for året.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {format_kr(self.amount)} pr. patient"

    @property
    def state_shown(self) -> str:
        if self.withdrawn_at:
            return "Gælder ikke længere" if self.confirmed_at else f"Trukket tilbage af {self.withdrawn_by}"
        if self.is_waiting:
            return "Venter på en anden"
        return f"Bekræftet af {self.confirmed_by}" if self.confirmed_by else "Fulgte med"

    @property
    def is_waiting(self) -> bool:
        return self.entered_by_id is not None and self.confirmed_at is None and self.withdrawn_at is None
