"""The second person's answer about a changed account. One for each account, and never changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from expenses.models.payee_account import PayeeAccount


class AccountConfirmation(models.Model):
    """The database refuses an answer by who entered the account, or by who is paid on it (migration 0024)."""

    account = models.OneToOneField(
        PayeeAccount, models.PROTECT, related_name="confirmation", verbose_name="modtagerkonto"
    )
    confirmed = models.BooleanField("bekræftet")
    reason = models.CharField("begrundelse", max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="af")
    at = models.DateTimeField("den", auto_now_add=True)

    class Meta:
        verbose_name = "svar om konto"
        verbose_name_plural = "svar om konti"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed=True) | ~Q(reason=""),
                name="expenses_accountconfirmation_says_why",
                violation_error_message="Skriv, hvorfor kontoen afvises.",
            )
        ]

    def __str__(self) -> str:
        return "Bekræftet" if self.confirmed else f"Afvist: {self.reason}"


class AccountReview(PayeeAccount):
    """The secretariat's queue of changed accounts in the admin: same table, its own name."""

    class Meta:
        proxy = True
        verbose_name = "konto, der skal bekræftes"
        verbose_name_plural = "konti, der skal bekræftes"
