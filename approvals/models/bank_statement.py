"""The bank's own account of an account of PLO's: opening, lines, closing. Read whole or not at all."""

from django.db import models
from django.db.models import F, Q

from approvals.enums import LineOutcome
from approvals.models.bank_account import BankAccount
from approvals.models.bank_file import BankFile
from approvals.models.payment import Payment
from klyngeokonomi.money import MoneyField


class BankStatement(models.Model):
    """Balances in DKK. Each opens where the one before it closed (approvals/actions/read_statement.py)."""

    bank_account = models.ForeignKey(
        BankAccount, models.PROTECT, related_name="statements", verbose_name="konto"
    )
    file = models.ForeignKey(BankFile, models.PROTECT, related_name="statements", verbose_name="fil")
    statement_id = models.CharField("kontoudtogets id", max_length=100)
    first_day = models.DateField("fra")
    last_day = models.DateField("til")
    opening = MoneyField("primo")
    closing = MoneyField("ultimo")
    read_at = models.DateTimeField("læst", auto_now_add=True)

    class Meta:
        verbose_name = "kontoudtog"
        verbose_name_plural = "kontoudtog"
        ordering = ["-last_day", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["bank_account", "statement_id"],
                name="approvals_bankstatement_once",
                violation_error_message="Kontoudtoget er allerede læst.",
            ),
            models.CheckConstraint(
                condition=Q(first_day__lte=F("last_day")),
                name="approvals_bankstatement_days_in_order",
                violation_error_message="Kontoudtogets dage vender forkert.",
            ),
        ]

    def __str__(self) -> str:
        return f"Kontoudtog {self.statement_id}"


class BankLine(models.Model):
    """`amount` is signed, in the line's own `currency`. `bank_reference` makes it the same line, however often sent."""

    statement = models.ForeignKey(
        BankStatement, models.PROTECT, related_name="lines", verbose_name="kontoudtog"
    )
    bank_account = models.ForeignKey(BankAccount, models.PROTECT, related_name="lines", verbose_name="konto")
    place = models.PositiveIntegerField("nr.")
    bank_reference = models.CharField("bankens reference", max_length=100)
    amount = MoneyField("beløb")
    currency = models.CharField("valuta", max_length=3)
    booked_on = models.DateField("bogført")
    text = models.CharField("tekst", max_length=500, blank=True)
    counterparty = models.CharField("modpart", max_length=200, blank=True)
    end_to_end_id = models.CharField("betalings-id hos banken", max_length=35, blank=True)
    payment_info_id = models.CharField("blok-id", max_length=35, blank=True)
    outcome = models.CharField("udfald", max_length=20, choices=LineOutcome.choices)
    payments = models.ManyToManyField(Payment, related_name="bank_lines", verbose_name="betalinger")

    class Meta:
        verbose_name = "linje fra banken"
        verbose_name_plural = "linjer fra banken"
        ordering = ["statement", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["bank_account", "bank_reference"],
                name="approvals_bankline_once",
                violation_error_message="Linjen er allerede læst.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bank_reference}: {self.text}"
