"""The amounts of the guide, as dated rows the secretariat keeps."""

from django.db import models
from django.db.models import Q

from expenses.enums import RATE_UNIT, RateKey
from expenses.models.dated import DatedQuerySet, ends_after_start, no_overlap, number
from klyngeokonomi.money import MoneyField


class Rate(models.Model):
    """DKK excl. VAT, for what `key` names, from one day to another (both included).

    A row that has begun is closed and followed by a new one, never edited (expenses/actions/guide_rows.py).
    """

    key = models.PositiveSmallIntegerField("ramme", choices=RateKey.choices)
    amount = MoneyField("beløb ekskl. moms")
    valid_from = models.DateField("gælder fra")
    valid_to = models.DateField("gælder til og med", null=True, blank=True)
    source = models.CharField(
        "kilde", max_length=200, help_text="Hvor beløbet står, fx vejledningens navn og dato."
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "beløbsramme"
        verbose_name_plural = "beløbsrammer"
        ordering = ["key", "-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="expenses_rate_above_zero",
                violation_error_message="Beløbet skal være større end nul.",
            ),
            models.CheckConstraint(
                condition=Q(key__in=RateKey.values),
                name="expenses_rate_key_known",
                violation_error_message="Vælg en ramme fra listen.",
            ),
            ends_after_start("expenses_rate_ends_after_start", "Rammen kan ikke slutte, før den begynder."),
            no_overlap(
                "expenses_rate_no_overlap",
                number("key"),
                sentence="Der er allerede et beløb for rammen på nogle af dagene.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_key_display()} fra {self.valid_from:%d.%m.%Y}"

    @property
    def unit(self) -> str:
        """`pr. person`, `pr. mødedag` …"""
        return RATE_UNIT[RateKey(self.key)].label
