"""The allotment of a cluster for a year, as it was computed the moment it was booked. Only ever added to (ADR 0031)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from clusters.models.cluster import Cluster
from clusters.models.movement import Movement
from klyngeokonomi.money import MoneyField


class Allotment(models.Model):
    """`amount` DKK = the sum of `lines`, which hold each clinic's count and amount (policy/allotment.py: Line)."""

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="allotments", verbose_name="klynge")
    year = models.PositiveSmallIntegerField("år")
    register_day = models.DateField("opgjort den")
    rate = MoneyField("kr. pr. patient")
    patients = models.PositiveIntegerField("gruppe 1-patienter")
    amount = MoneyField("beløb")
    lines = models.JSONField("klinikker")
    movement = models.OneToOneField(
        Movement, models.PROTECT, related_name="allotment", verbose_name="bevægelse"
    )
    booked_at = models.DateTimeField("bogført", auto_now_add=True)
    booked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="bogført af"
    )

    class Meta:
        verbose_name = "tildeling"
        verbose_name_plural = "tildelinger"
        ordering = ["-year", "cluster__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["cluster", "year"],
                name="clusters_allotment_once_a_year",
                violation_error_message="Klyngens tildeling for året er allerede bogført.",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="clusters_allotment_above_zero",
                violation_error_message="En tildeling skal være større end nul.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cluster} {self.year}"
