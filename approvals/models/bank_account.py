"""PLO's own account in the bank, from which every cluster's payments leave."""

from django.db import models
from django.db.models import Q


class BankAccount(models.Model):
    """`dialect` names the bank's way of reading a payment file (approvals/payment_files/dialects).

    `customer_id` and `agreement_id` are what some banks call their customer in it; the bank tells them.
    """

    name = models.CharField("navn", max_length=70)
    owner_name = models.CharField("kontohaver", max_length=70)
    owner_cvr = models.CharField("kontohavers CVR-nummer", max_length=8)
    reg_number = models.CharField("reg.nr.", max_length=4)
    account_number = models.CharField("kontonummer", max_length=10)
    iban = models.CharField("IBAN", max_length=34, unique=True)
    bic = models.CharField("BIC", max_length=11)
    dialect = models.CharField("bankens filformat", max_length=40)
    customer_id = models.CharField(
        "kundenummer i banken", max_length=35, blank=True, default="", db_default=""
    )
    agreement_id = models.CharField(
        "aftalenummer i banken", max_length=35, blank=True, default="", db_default=""
    )
    is_default = models.BooleanField("bruges til betalinger", default=False)

    class Meta:
        verbose_name = "bankkonto"
        verbose_name_plural = "bankkonti"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"],
                condition=Q(is_default=True),
                name="approvals_bankaccount_one_default",
                violation_error_message="Kun én konto kan bruges til betalinger.",
            ),
            models.UniqueConstraint(
                fields=["reg_number", "account_number"],
                name="approvals_bankaccount_once",
                violation_error_message="Kontoen findes allerede.",
            ),
            models.CheckConstraint(
                condition=Q(
                    reg_number__regex=r"^\d{4}$",
                    account_number__regex=r"^\d{10}$",
                    owner_cvr__regex=r"^\d{8}$",
                    iban__regex=r"^DK\d{16}$",
                    bic__regex=r"^[A-Z0-9]{8}([A-Z0-9]{3})?$",
                ),
                name="approvals_bankaccount_complete",
                violation_error_message="Kontoen skal have reg.nr. (4 cifre), kontonummer (10 cifre), "
                "dansk IBAN og BIC.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
