"""That a clinic went from one cluster to another. Only ever added to: it tells how the register stood on a day."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from clusters.models.clinic import Clinic
from clusters.models.cluster import Cluster


class ClinicMove(models.Model):
    """From `moved_on` the clinic belongs to `to_cluster`; the day before it belonged to `from_cluster`.

    A clinic without moves has always been where it is.
    """

    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="moves", verbose_name="klinik")
    from_cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="+", verbose_name="fra")
    to_cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="+", verbose_name="til")
    moved_on = models.DateField("flyttet den")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="af")

    class Meta:
        verbose_name = "flytning af klinik"
        verbose_name_plural = "flytninger af klinikker"
        ordering = ["moved_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_cluster=F("to_cluster")),
                name="clusters_clinicmove_two_clusters",
                violation_error_message="En klinik flytter fra én klynge til en anden.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.clinic}: {self.from_cluster} → {self.to_cluster}"
