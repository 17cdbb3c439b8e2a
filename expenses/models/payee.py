"""Who is paid, and where to. Apart from who signs in: a supplier never does (ADR 0009)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from clusters.models import Cluster, Person
from expenses.enums import PayeeKind, PayMethod


class Payee(models.Model):
    """A member (person) or a supplier met by one cluster (cluster and name, CVR where known)."""

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
                    Q(kind=PayeeKind.MEMBER, person__isnull=False, cluster=None)
                    | Q(kind=PayeeKind.SUPPLIER, person=None, cluster__isnull=False)
                ),
                name="expenses_payee_member_or_supplier",
                violation_error_message="En modtager er enten et medlem eller en leverandør til klyngen.",
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


class PayeeAccount(models.Model):
    """One place to pay to; rows are never changed, a new account is a new row.

    Formats (domain.md §6): reg. 4 digits + account 10 digits (padded), IBAN, FIK 71/73/75 with id and creditor.
    """

    payee = models.ForeignKey(Payee, models.PROTECT, related_name="accounts", verbose_name="modtager")
    method = models.CharField("betales til", max_length=10, choices=PayMethod.choices)
    reg_number = models.CharField("reg.nr.", max_length=4, blank=True)
    account_number = models.CharField("kontonummer", max_length=10, blank=True)
    iban = models.CharField("IBAN", max_length=34, blank=True)
    fik_type = models.CharField("korttype", max_length=2, blank=True)
    fik_id = models.CharField("betalings-id", max_length=16, blank=True)
    fik_creditor = models.CharField("kreditornummer", max_length=8, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="af"
    )
    created_at = models.DateTimeField("oprettet", auto_now_add=True)

    class Meta:
        verbose_name = "modtagerkonto"
        verbose_name_plural = "modtagerkonti"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(method=PayMethod.BANK, reg_number__regex=r"^\d{4}$", account_number__regex=r"^\d{10}$")
                    | Q(method=PayMethod.IBAN, iban__regex=r"^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$")
                    | Q(method=PayMethod.FIK, fik_type__in=["71", "73", "75"], fik_creditor__regex=r"^\d{8}$")
                ),
                name="expenses_payeeaccount_complete",
                violation_error_message="Kontooplysningerne er ikke fuldstændige.",
            )
        ]

    def __str__(self) -> str:
        return {
            PayMethod.BANK: f"{self.reg_number} {self.account_number}",
            PayMethod.IBAN: self.iban,
            PayMethod.FIK: f"+{self.fik_type}<{self.fik_id}+{self.fik_creditor}<",
        }[PayMethod(self.method)]

    @property
    def masked(self) -> str:
        """Shown to everyone but the secretariat and the owner: the last four digits only."""
        digits = {
            PayMethod.BANK: self.account_number,
            PayMethod.IBAN: self.iban,
            PayMethod.FIK: self.fik_creditor,
        }[PayMethod(self.method)]
        return f"•••• {digits[-4:]}"
