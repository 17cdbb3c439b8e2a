"""CPR numbers, in the payee vault and nowhere else (ADR 0030)."""

from django.conf import settings
from django.db import models

from expenses.models.payee import Payee
from klyngeokonomi.danish.cpr import masked_cpr
from klyngeokonomi.sealed_field import Sealed, SealedField
from klyngeokonomi.vault import fingerprint

LAST_WRITTEN = ("-entered_at", "-pk")
"""The number that counts comes first: one written again after another is no new row."""


class PayeeIdentity(models.Model):
    """One number somebody entered for a payee; another number is another row, and so another place to pay to.

    The same number on two payees is no error of the database's but a finding for the secretariat.
    """

    payee = models.ForeignKey(Payee, models.PROTECT, related_name="identities", verbose_name="modtager")
    cpr = SealedField("personnummer", fingerprint="fingerprint")
    fingerprint = models.CharField("fingeraftryk", max_length=64, db_index=True, editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="indtastet af"
    )
    entered_at = models.DateTimeField("indtastet", auto_now_add=True)

    class Meta:
        verbose_name = "personnummer"
        verbose_name_plural = "personnumre"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["payee", "fingerprint"],
                name="expenses_payeeidentity_once",
                violation_error_message="Personnummeret er allerede skrevet for modtageren.",
            )
        ]

    def __str__(self) -> str:
        return "Personnummer"

    @classmethod
    def sealing(cls, payee: Payee, cpr: str, **fields: object) -> "PayeeIdentity":
        """A row not yet saved. `cpr` is ten digits."""
        return cls(payee=payee, cpr=Sealed.of(cpr.encode()), fingerprint=fingerprint(cpr), **fields)

    @property
    def number(self) -> str:
        """Opened: for the bank's file, and for who has given a reason. Raises InvalidToken with a wrong key."""
        return self.cpr.open().decode()

    @property
    def masked(self) -> str:
        """DDMMYY-XXXX. Raises InvalidToken with a wrong key."""
        return masked_cpr(self.number)
