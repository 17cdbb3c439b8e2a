"""Who is paid, and where to. Apart from who signs in: a supplier never does (ADR 0009)."""

from django.db import models
from django.db.models import Q

from clusters.models import Cluster, Person
from expenses.enums import MET_BY_CLUSTER, SIGNS_IN, PayeeKind


class Payee(models.Model):
    """A member or board member (person), or a speaker or supplier met by one cluster (name, CVR where known)."""

    kind = models.CharField("slags", max_length=20, choices=PayeeKind.choices)
    person = models.OneToOneField(
        Person, models.PROTECT, related_name="payee", null=True, blank=True, verbose_name="person"
    )
    cluster = models.ForeignKey(
        Cluster, models.PROTECT, related_name="suppliers", null=True, blank=True, verbose_name="klynge"
    )
    name = models.CharField("navn", max_length=200)
    cvr = models.CharField("CVR-nummer", max_length=8, blank=True)

    class Meta:
        verbose_name = "modtager"
        verbose_name_plural = "modtagere"
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(kind__in=SIGNS_IN, person__isnull=False, cluster=None)
                    | Q(kind__in=MET_BY_CLUSTER, person=None, cluster__isnull=False)
                ),
                name="expenses_payee_member_or_supplier",
                violation_error_message="En modtager er enten et medlem, eller en klyngen har mødt.",
            ),
            models.UniqueConstraint(
                fields=["cluster", "name", "cvr"],
                condition=Q(kind=PayeeKind.SUPPLIER),
                name="expenses_payee_supplier_once",
                violation_error_message="Leverandøren findes allerede.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
