"""A quality cluster."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone

from clusters.enums import NATIONAL_ROLES, Region

if TYPE_CHECKING:
    from clusters.models.user import User


class ClusterQuerySet(models.QuerySet["Cluster"]):
    def visible_to(self, user: "User") -> "ClusterQuerySet":
        """Clusters the user has any role in today; all of them for secretariat and auditor."""
        from clusters.models.membership import Membership  # noqa: PLC0415 - membership points back at cluster

        held = Membership.objects.active().filter(person_id=user.person_id)
        if held.filter(role__in=NATIONAL_ROLES).exists():
            return self
        return self.filter(pk__in=held.values("cluster_id"))

    def active(self, on: date | None = None) -> "ClusterQuerySet":
        """On the day, today when left out."""
        day = on or timezone.localdate()
        return self.filter(Q(active_to=None) | Q(active_to__gte=day), active_from__lte=day)


class Cluster(models.Model):
    """One of about 116. `number` is the register's own number, kept as text."""

    number = models.CharField("klyngenummer", max_length=10, unique=True)
    name = models.CharField("navn", max_length=120, unique=True)
    slug = models.SlugField("adresse", max_length=120, unique=True)
    region = models.CharField("region", max_length=20, choices=Region.choices)
    active_from = models.DateField("aktiv fra")
    active_to = models.DateField("aktiv til", null=True, blank=True)

    objects = ClusterQuerySet.as_manager()

    class Meta:
        verbose_name = "klynge"
        verbose_name_plural = "klynger"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(active_to=None) | Q(active_to__gte=models.F("active_from")),
                name="clusters_cluster_ends_after_start",
                violation_error_message="Klyngen kan ikke ophøre, før den begyndte.",
            )
        ]

    def __str__(self) -> str:
        return self.name
