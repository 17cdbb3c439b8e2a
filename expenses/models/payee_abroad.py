"""What tax knows people by who have no CPR number: the day they were born, and where they live."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q

from expenses.models.payee import Payee
from klyngeokonomi.sealed_field import Sealed, SealedField


class PayeeAbroad(models.Model):
    """As somebody wrote it of a payee. Only added to: the newest counts, and what was reported before still stands.

    `born` holds the day as ISO text, sealed. `country` is the two letters of ISO 3166.
    """

    payee = models.ForeignKey(Payee, models.PROTECT, related_name="abroad", verbose_name="modtager")
    born = SealedField("født")
    street = models.CharField("vej og husnummer", max_length=100)
    postcode = models.CharField("postnummer", max_length=12, blank=True)
    town = models.CharField("by", max_length=60)
    country = models.CharField("land", max_length=2)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="indtastet af"
    )
    entered_at = models.DateTimeField("indtastet", auto_now_add=True)

    class Meta:
        verbose_name = "adresse uden CPR-nummer"
        verbose_name_plural = "adresser uden CPR-nummer"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(country__regex=r"^[A-Z]{2}$") & ~Q(street="") & ~Q(town=""),
                name="expenses_payeeabroad_has_address",
                violation_error_message="Skriv vej, by og land.",
            )
        ]

    def __str__(self) -> str:
        return "Adresse uden CPR-nummer"

    @classmethod
    def sealing(cls, payee: Payee, born: dt.date, **fields: object) -> "PayeeAbroad":
        """A row not yet saved."""
        return cls(payee=payee, born=Sealed.of(born.isoformat().encode()), **fields)

    @property
    def birthday(self) -> dt.date:
        """Opened: for what is reported to tax. Raises InvalidToken with a wrong key."""
        return dt.date.fromisoformat(self.born.open().decode())
