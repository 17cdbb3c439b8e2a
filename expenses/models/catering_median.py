"""How often the cluster in the middle has food paid: too dear to count each time a voucher is judged."""

from django.db import models
from django.db.models import Q


class CateringMedian(models.Model):
    """Meetings with food in the 365 days up to `day`, of the middle one of the clusters that send vouchers."""

    day = models.DateField("dag", primary_key=True)
    median = models.DecimalField("møder med mad i den midterste klynge", max_digits=6, decimal_places=1)

    class Meta:
        verbose_name = "møder med mad"
        verbose_name_plural = "møder med mad"
        constraints = [
            models.CheckConstraint(
                condition=Q(median__gte=0),
                name="expenses_cateringmedian_not_below_zero",
                violation_error_message="Antallet af møder kan ikke være under nul.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y}: {self.median}"
