"""Where a payee is paid. A row is never changed: another account is another row, and must be confirmed (ADR 0030)."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from expenses.enums import PayMethod
from expenses.models.payee import Payee
from expenses.models.payee_identity import PayeeIdentity

if TYPE_CHECKING:
    from clusters.models import User


class PayeeAccountQuerySet(models.QuerySet["PayeeAccount"]):
    def visible_to(self, user: "User") -> "PayeeAccountQuerySet":
        """One's own; the secretariat sees the others in the admin."""
        return self.filter(payee__person_id=user.person_id)

    def awaiting(self) -> "PayeeAccountQuerySet":
        """Changed accounts that no second person has answered yet, the oldest first."""
        return self.filter(replaces__isnull=False, confirmation=None).order_by("pk")


class PayeeAccount(models.Model):
    """One place to pay to. Formats (domain.md §6): reg. 4 digits + account 10 digits (padded), IBAN, FIK 71/73/75 with
    id and creditor; NemKonto by the payee's CPR number in the vault (`identity`) or else by the payee's CVR.

    `destination` and `replaces` are written by the database (migration 0024): the same place has the same destination
    however it was typed, and `replaces` is the account that was trusted before. With it set, nothing is paid here until
    a second person has confirmed it.
    """

    payee = models.ForeignKey(Payee, models.PROTECT, related_name="accounts", verbose_name="modtager")
    method = models.CharField("betales til", max_length=10, choices=PayMethod.choices)
    reg_number = models.CharField("reg.nr.", max_length=4, blank=True)
    account_number = models.CharField("kontonummer", max_length=10, blank=True)
    iban = models.CharField("IBAN", max_length=34, blank=True)
    fik_type = models.CharField("korttype", max_length=2, blank=True)
    fik_id = models.CharField("betalings-id", max_length=16, blank=True)
    fik_creditor = models.CharField("kreditornummer", max_length=8, blank=True)
    identity = models.ForeignKey(
        PayeeIdentity,
        models.PROTECT,
        related_name="accounts",
        null=True,
        blank=True,
        db_index=False,
        verbose_name="personnummer",
    )
    destination = models.CharField(
        "sted", max_length=50, blank=True, default="", db_default="", editable=False
    )
    replaces = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
        db_index=False,
        verbose_name="i stedet for",
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="af"
    )
    created_at = models.DateTimeField("oprettet", auto_now_add=True)

    objects = PayeeAccountQuerySet.as_manager()

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
                    | Q(method=PayMethod.NEMKONTO, reg_number="", account_number="", iban="", fik_creditor="")
                ),
                name="expenses_payeeaccount_complete",
                violation_error_message="Kontooplysningerne er ikke fuldstændige.",
            ),
            models.CheckConstraint(
                condition=Q(identity=None) | Q(method=PayMethod.NEMKONTO),
                name="expenses_payeeaccount_identity_for_nemkonto",
                violation_error_message="Et personnummer hører kun til en NemKonto.",
            ),
        ]
        indexes = [models.Index(fields=["destination"], name="expenses_account_destination")]

    def __str__(self) -> str:
        return {
            PayMethod.BANK: f"{self.reg_number} {self.account_number}",
            PayMethod.IBAN: self.iban,
            PayMethod.FIK: f"+{self.fik_type}<{self.fik_id}+{self.fik_creditor}<",
            PayMethod.NEMKONTO: "NemKonto",
        }[PayMethod(self.method)]

    @property
    def masked(self) -> str:
        """Shown to everyone but the secretariat and the owner: the last four digits only."""
        if self.method == PayMethod.NEMKONTO:
            return "NemKonto"
        digits = {
            PayMethod.BANK: self.account_number,
            PayMethod.IBAN: self.iban,
            PayMethod.FIK: self.fik_creditor,
        }[PayMethod(self.method)]
        return f"•••• {digits[-4:]}"

    @property
    def decided(self) -> str:
        """What a decision is bound to: of NemKonto, which number in the vault, without telling it."""
        return f"NemKonto ({self.identity_id or 'CVR'})" if self.method == PayMethod.NEMKONTO else str(self)
