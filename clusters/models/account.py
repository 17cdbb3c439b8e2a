"""The cluster's account: totals per bucket, written by the ledger alone and under its lock."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from clusters.models.cluster import Cluster
from klyngeokonomi.money import ZERO, MoneyField


class Account(models.Model):
    """Totals in DKK. `available + reserved` is what PLO holds for the cluster (booked).

    While `opening_confirmed_at` is empty the true balance is not known; screens say so and never show 0 kr.
    `floor` is the least that `available` may be: empty (no floor) until the opening balance is confirmed.
    """

    cluster = models.OneToOneField(
        Cluster, models.PROTECT, primary_key=True, related_name="account", verbose_name="klynge"
    )
    outside = MoneyField("uden for kontoen", default=ZERO)
    available = MoneyField("til rådighed", default=ZERO)
    reserved = MoneyField("reserveret", default=ZERO)
    paid = MoneyField("udbetalt", default=ZERO)
    floor = MoneyField("mindst til rådighed", null=True, blank=True)
    movements_count = models.PositiveBigIntegerField("antal bevægelser", default=0)
    opening_entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="indtastet af",
    )
    opening_confirmed_at = models.DateTimeField("åbningssaldo bekræftet", null=True, blank=True)
    opening_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="bekræftet af",
    )

    class Meta:
        verbose_name = "konto"
        verbose_name_plural = "konti"
        constraints = [
            models.CheckConstraint(
                condition=Q(outside=-(F("available") + F("reserved") + F("paid"))),
                name="clusters_account_sums_to_zero",
                violation_error_message="Kontoens summer går ikke op.",
            ),
            models.CheckConstraint(
                condition=Q(reserved__gte=0, paid__gte=0),
                name="clusters_account_not_below_zero",
                violation_error_message="Reserveret og udbetalt kan ikke være under nul.",
            ),
            models.CheckConstraint(
                condition=Q(floor=None) | Q(available__gte=F("floor")),
                name="clusters_account_within_funds",
                violation_error_message="Der er ikke penge nok til rådighed på klyngens konto.",
            ),
            models.CheckConstraint(
                condition=(
                    Q(opening_confirmed_at=None, opening_confirmed_by=None, floor=None)
                    | Q(
                        opening_confirmed_at__isnull=False,
                        opening_confirmed_by__isnull=False,
                        floor__isnull=False,
                    )
                ),
                name="clusters_account_confirmed_pair",
                violation_error_message="Bekræftelsen mangler tidspunkt eller navn.",
            ),
            models.CheckConstraint(
                condition=Q(opening_confirmed_by=None) | ~Q(opening_confirmed_by=F("opening_entered_by")),
                name="clusters_account_opening_two_people",
                violation_error_message="Åbningssaldoen skal bekræftes af en anden end den, der indtastede den.",
            ),
        ]

    def __str__(self) -> str:
        return f"Konto for {self.cluster}"

    @property
    def is_known(self) -> bool:
        return self.opening_confirmed_at is not None

    @property
    def booked(self):
        return self.available + self.reserved
