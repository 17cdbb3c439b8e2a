"""Money from one cluster to another: two movements, both or none, after two people have agreed (ADR 0031)."""

from django.db import models
from django.db.models import F, Q

from clusters.enums import TransferCause
from clusters.models.cluster import Cluster
from clusters.models.two_people import TwoPeople
from klyngeokonomi.money import MoneyField, format_kr


class Transfer(TwoPeople):
    """`amount` DKK. Its movements have the references `transfer:<id>:out` and `transfer:<id>:in`."""

    giver = models.ForeignKey(Cluster, models.PROTECT, related_name="+", verbose_name="fra")
    receiver = models.ForeignKey(Cluster, models.PROTECT, related_name="+", verbose_name="til")
    amount = MoneyField("beløb")
    cause = models.CharField("anledning", max_length=10, choices=TransferCause.choices)
    reason = models.CharField("begrundelse", max_length=200)

    class Meta(TwoPeople.Meta):
        verbose_name = "overførsel"
        verbose_name_plural = "overførsler"
        ordering = ["-pk"]
        constraints = [
            *TwoPeople.Meta.constraints,
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="clusters_transfer_above_zero",
                violation_error_message="Beløbet skal være større end nul.",
            ),
            models.CheckConstraint(
                condition=~Q(giver=F("receiver")),
                name="clusters_transfer_two_clusters",
                violation_error_message="En overførsel går fra én klynge til en anden.",
            ),
        ]

    def __str__(self) -> str:
        return f"{format_kr(self.amount)} fra {self.giver} til {self.receiver}"
