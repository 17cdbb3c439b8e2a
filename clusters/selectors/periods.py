"""The months of the books and how they stand."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Min
from django.utils import timezone

from clusters.models import Movement, PeriodLock
from klyngeokonomi.danish.months import first_of, month_before
from klyngeokonomi.statement import Statement

MOST_MONTHS = 120


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One ended month. `last` is its last step; without any it is open."""

    month: date
    last: PeriodLock | None

    @property
    def is_locked(self) -> bool:
        return self.last is not None and self.last.is_locked


def last_step(month: date) -> PeriodLock | None:
    """The step that says how this month (its first day) stands; none when nobody ever locked it."""
    return _LAST_STEP.one(month=month)


_LAST_STEP: Statement[PeriodLock] = Statement(
    lambda month: PeriodLock.objects.filter(month=month).select_related("by__person").order_by("-pk")[:1]
)


def was_locked(month: date, at: datetime | None = None) -> bool:
    """Whether the month (its first day) stood locked at that moment; now when it is left out."""
    if at is None:
        last = last_step(month)
    else:
        last = PeriodLock.objects.filter(month=month, at__lte=at).order_by("-pk").first()
    return last is not None and last.is_locked


def locked_months() -> list[date]:
    """Every month that stands locked now, oldest first."""
    newest: dict[date, PeriodLock] = {one.month: one for one in PeriodLock.objects.order_by("pk")}
    return [month for month, last in sorted(newest.items()) if last.is_locked]


def months() -> list[MonthRow]:
    """Every ended month since the first movement, newest first."""
    first = Movement.objects.aggregate(day=Min("booked_on"))["day"]
    if first is None:
        return []
    newest = {one.month: one for one in PeriodLock.objects.order_by("pk").select_related("by__person")}
    month, rows = month_before(first_of(timezone.localdate())), []
    while month >= first_of(first) and len(rows) < MOST_MONTHS:
        rows.append(MonthRow(month, newest.get(month)))
        month = month_before(month)
    return rows
