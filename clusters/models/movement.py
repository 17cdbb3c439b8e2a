"""One move of money between two buckets of one cluster. Only ever added to (ADR 0002)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from clusters.enums import Bucket, MovementKind
from clusters.models.cluster import Cluster
from klyngeokonomi.money import MoneyField


class Movement(models.Model):
    """`amount` DKK > 0 from one bucket to another. `number` runs 1, 2, 3 … within the cluster.

    `reference` names what caused it ("voucher:417:reserve:1") and is unique: posting twice is impossible.
    The three balances are the account's own after this movement, so no page ever sums.
    """

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="movements", verbose_name="klynge")
    number = models.PositiveBigIntegerField("løbenummer")
    kind = models.CharField("art", max_length=20, choices=MovementKind.choices)
    from_bucket = models.CharField("fra", max_length=20, choices=Bucket.choices)
    to_bucket = models.CharField("til", max_length=20, choices=Bucket.choices)
    amount = MoneyField("beløb")
    booked_on = models.DateField("bogført den")
    text = models.CharField("tekst", max_length=200)
    reference = models.CharField("reference", max_length=120, unique=True)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversed_by", verbose_name="modposterer"
    )
    posted_at = models.DateTimeField("registreret", auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="af")
    available_after = MoneyField("til rådighed efter")
    reserved_after = MoneyField("reserveret efter")
    paid_after = MoneyField("udbetalt efter")

    class Meta:
        verbose_name = "bevægelse"
        verbose_name_plural = "bevægelser"
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="clusters_movement_above_zero",
                violation_error_message="Et beløb skal være større end nul.",
            ),
            models.CheckConstraint(
                condition=~Q(from_bucket=F("to_bucket")),
                name="clusters_movement_two_buckets",
                violation_error_message="En bevægelse går fra ét sted til et andet.",
            ),
            models.UniqueConstraint(
                fields=["cluster", "number"],
                name="clusters_movement_number",
                violation_error_message="Løbenummeret er brugt.",
            ),
        ]
        indexes = [
            models.Index(fields=["cluster", "-booked_on", "-number"], name="clusters_movement_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.cluster} nr. {self.number}"
