"""The cluster's budget for a year. A changed budget is a new version; none is ever changed (ADR 0032)."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from clusters.models.cluster import Cluster
from clusters.models.person import Person
from klyngeokonomi.money import MoneyField


class Budget(models.Model):
    """Version `number` of a year's budget, DKK; the highest number stands.

    `decided_on` is the day of the general meeting that decided it.
    """

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="budgets", verbose_name="klynge")
    year = models.PositiveSmallIntegerField("år")
    number = models.PositiveSmallIntegerField("version")
    allotment = MoneyField("tildeling")
    meetings = MoneyField("møder")
    fees = MoneyField("honorarer og kørsel")
    other = MoneyField("andet")
    decided_on = models.DateField("vedtaget på generalforsamlingen", null=True, blank=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="lagt af")
    entered_at = models.DateTimeField("lagt", auto_now_add=True)

    class Meta:
        verbose_name = "budget"
        verbose_name_plural = "budgetter"
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["cluster", "year", "number"],
                name="clusters_budget_version",
                violation_error_message="Budgettet er ændret af en anden imens.",
            ),
            models.CheckConstraint(
                condition=Q(allotment__gte=0, meetings__gte=0, fees__gte=0, other__gte=0),
                name="clusters_budget_not_negative",
                violation_error_message="Beløb i et budget kan ikke være negative.",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2020, year__lte=2100, number__gte=1),
                name="clusters_budget_year",
                violation_error_message="Vælg et år mellem 2020 og 2100.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cluster}: budget {self.year}, version {self.number}"

    @property
    def spending(self) -> Decimal:
        return self.meetings + self.fees + self.other
