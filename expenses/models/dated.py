"""What the dated rows of the guide have in common: days in force, and no two rows for the same day.

Equality in a gist constraint would need an extension, so what must differ is spanned as a range of one number;
a text by its 64-bit hash. What has begun is closed and never edited: the database refuses it (migration 0011).
"""

import datetime
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower
from django.utils import timezone


class DatedQuerySet(models.QuerySet[Any]):
    def in_force(self, day: datetime.date | None = None) -> "DatedQuerySet":
        """In force on the day (today by default); both ends included."""
        day = day or timezone.localdate()
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


def number(column: str) -> Func:
    return _one(F(column), "int4range")


def text(column: str) -> Func:
    """However it is cased."""
    return _one(Func(Lower(column), Value(0), function="hashtextextended"), "int8range")


def days() -> Func:
    """From the first day to the last, both included; no end reaches to infinity."""
    return Func(F("valid_from"), F("valid_to"), Value("[]"), function="daterange")


def no_overlap(name: str, *same: Func, sentence: str) -> ExclusionConstraint:
    """No two rows with the same `same` share a day."""
    return ExclusionConstraint(
        name=name,
        expressions=[(one, RangeOperators.OVERLAPS) for one in (*same, days())],
        violation_error_message=sentence,
    )


def ends_after_start(name: str, sentence: str) -> models.CheckConstraint:
    condition = Q(valid_to=None) | Q(valid_to__gte=F("valid_from"))
    return models.CheckConstraint(condition=condition, name=name, violation_error_message=sentence)


def _one(value: F | Func, function: str) -> Func:
    return Func(value, value, Value("[]"), function=function)
