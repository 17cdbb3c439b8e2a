"""The plan of an import: sentences for the preview, and the rows to write when it is applied."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db import models

from clusters.models import Cluster
from klyngeokonomi.money import ZERO

STEP = 250
"""Rows between two reports of progress."""


class What(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass
class Plan:
    """`changes` and `errors` are as ImportRun keeps them; the rest is for applying at once.

    `new` and `changed` hold model instances in the order they came; what is new and then changed by a later
    row stands in `new` alone. `bookings` are (cluster, amount in DKK, payment), `openings` (cluster, balance). `traces`
    are (instance, cluster id, sentence) for the log of acts.
    """

    progress: Callable[[int], None] | None = None
    changes: list[dict[str, Any]] = field(default_factory=list)
    errors: list[dict[str, Any]] = field(default_factory=list)
    new: list[models.Model] = field(default_factory=list)
    changed: dict[models.Model, set[str]] = field(default_factory=dict)
    bookings: list[tuple[Cluster, Decimal, str]] = field(default_factory=list)
    openings: list[tuple[Cluster, Decimal]] = field(default_factory=list)
    traces: list[tuple[models.Model, int | None, str]] = field(default_factory=list)
    total: Decimal = ZERO

    def rows(self, records: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """The records one by one, telling how far it has come."""
        for done, record in enumerate(records, start=1):
            yield record
            if self.progress and (done % STEP == 0 or done == len(records)):
                self.progress(done)

    def fault(self, record: dict[str, Any], column: str, text: str) -> None:
        self.errors.append({"row": record["row"], "column": column, "text": text})

    def note(self, record: dict[str, Any], what: What, text: str) -> None:
        self.changes.append({"row": record["row"], "what": str(what), "text": text})

    def add(self, instance: models.Model) -> None:
        self.new.append(instance)

    def alter(self, instance: models.Model, **values: Any) -> list[str]:
        """Set what differs; how it differs, in words ("navn: A → B")."""
        told = []
        for name, value in values.items():
            before = getattr(instance, name)
            if before == value:
                continue
            label = instance._meta.get_field(name).verbose_name
            setattr(instance, name, value)
            told.append(f"{label}: {shown(instance, name, before)} → {shown(instance, name, value)}")
            if instance.pk is not None:
                self.changed.setdefault(instance, set()).add(name)
        return told


def shown(instance: models.Model, name: str, value: Any) -> str:
    """A field's value as the secretariat reads it."""
    if value is None or value == "":
        return "tom"
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, datetime.date):
        return f"{value:%d.%m.%Y}"
    return str(dict(instance._meta.get_field(name).flatchoices or []).get(value, value))


def day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def overlaps(
    a_from: datetime.date, a_to: datetime.date | None, b_from: datetime.date, b_to: datetime.date | None
) -> bool:
    """Whether two periods, both days included, share a day; None is for ever."""
    return (a_to is None or b_from <= a_to) and (b_to is None or a_from <= b_to)


def clusters_by_number() -> dict[str, Cluster]:
    return {one.number: one for one in Cluster.objects.all()}


NO_CLUSTER = "Der er ingen klynge med det nummer. Ret nummeret, eller læs klyngerne ind først."
