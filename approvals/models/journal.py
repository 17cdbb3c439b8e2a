"""The journal for PLO's finance system: which accounts things are booked on there, and each month's file."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from klyngeokonomi.money import MoneyField


class JournalAccounts(models.Model):
    """From a day on, `key` (category:dinner, kind:allotment) is booked on these accounts.

    Only added to: on a day counts the row with the latest `valid_from` up to it, and of those the newest.
    """

    key = models.CharField("hvad", max_length=40)
    account = models.CharField("konto", max_length=10)
    counter_account = models.CharField("modkonto", max_length=10)
    valid_from = models.DateField("gælder fra")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="af")
    at = models.DateTimeField("skrevet", auto_now_add=True)

    class Meta:
        verbose_name = "konto i PLO's økonomisystem"
        verbose_name_plural = "konti i PLO's økonomisystem"
        ordering = ["key", "-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(account__regex=r"^[0-9]{3,10}$", counter_account__regex=r"^[0-9]{3,10}$"),
                name="approvals_journalaccounts_digits",
                violation_error_message="Konto og modkonto skrives med 3 til 10 cifre.",
            ),
            models.CheckConstraint(
                condition=~Q(account=models.F("counter_account")),
                name="approvals_journalaccounts_two",
                violation_error_message="Konto og modkonto skal være to forskellige.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.account} / {self.counter_account} fra {self.valid_from:%d.%m.%Y}"


class JournalExport(models.Model):
    """One locked month's file as it was handed out: made once, the same bytes for ever. `total` in DKK, signed."""

    month = models.DateField("måned", unique=True)
    content = models.BinaryField("indhold")
    sha256 = models.CharField("aftryk", max_length=64)
    rows = models.PositiveIntegerField("linjer")
    total = MoneyField("sum")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="dannet af"
    )
    made_at = models.DateTimeField("dannet", auto_now_add=True)

    class Meta:
        verbose_name = "journal til økonomisystemet"
        verbose_name_plural = "journaler til økonomisystemet"
        ordering = ["-month"]
        constraints = [
            models.CheckConstraint(
                condition=Q(month__day=1),
                name="approvals_journalexport_first_day",
                violation_error_message="En måned skrives som sin første dag.",
            )
        ]

    def __str__(self) -> str:
        return f"Journal {self.month:%Y-%m}"

    @property
    def name(self) -> str:
        return f"klyngejournal-{self.month:%Y-%m}.csv"
