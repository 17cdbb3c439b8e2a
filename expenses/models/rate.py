"""The amounts of the guide, as dated rows the secretariat keeps."""

import datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone

from expenses.enums import RATE_UNIT, RateKey
from klyngeokonomi.money import MoneyField


def _span(function: str, low: str, high: str) -> Func:
    """A range of both ends; no end reaches to infinity."""
    return Func(F(low), F(high), Value("[]"), function=function)


class RateQuerySet(models.QuerySet["Rate"]):
    def in_force(self, day: datetime.date | None = None) -> "RateQuerySet":
        """In force on the day (today by default); both ends included."""
        day = day or timezone.localdate()
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


class Rate(models.Model):
    """DKK excl. VAT, for what `key` names, from one day to another (both included).

    A row that has begun is closed and followed by a new one, never edited (expenses/actions/change_rate.py).
    Equality in a gist constraint would need an extension, so the key is spanned as a range of one number.
    """

    key = models.PositiveSmallIntegerField("ramme", choices=RateKey.choices)
    amount = MoneyField("beløb ekskl. moms")
    valid_from = models.DateField("gælder fra")
    valid_to = models.DateField("gælder til og med", null=True, blank=True)
    source = models.CharField(
        "kilde", max_length=200, help_text="Hvor beløbet står, fx vejledningens navn og dato."
    )

    objects = RateQuerySet.as_manager()

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
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="expenses_rate_ends_after_start",
                violation_error_message="Rammen kan ikke slutte, før den begynder.",
            ),
            ExclusionConstraint(
                name="expenses_rate_no_overlap",
                expressions=[
                    (_span("int4range", "key", "key"), RangeOperators.OVERLAPS),
                    (_span("daterange", "valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Der er allerede et beløb for rammen på nogle af dagene.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_key_display()} fra {self.valid_from:%d.%m.%Y}"

    @property
    def unit(self) -> str:
        """`pr. person`, `pr. mødedag` …"""
        return RATE_UNIT[RateKey(self.key)].label
