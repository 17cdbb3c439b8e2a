"""Where the account stands at the end of the year: what is there, what is promised, and what is usual. Pure."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from statistics import median

from klyngeokonomi.danish.months import NAMES
from klyngeokonomi.money import ZERO, format_kr, kr

DAY = dt.timedelta(days=1)


class MeetingBasis(StrEnum):
    """What the meetings to come are counted by."""

    PLANNED = "planned"
    LAST_YEAR = "last_year"
    NO_MEETINGS = "no_meetings"
    NO_COSTS = "no_costs"


class AllotmentBasis(StrEnum):
    BOOKED = "booked"
    COMPUTED = "computed"
    LAST_YEAR = "last_year"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Part:
    """DKK expected on a day: above nil comes in, below nil goes out."""

    day: dt.date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Point:
    """What is expected to be available at the end of a day."""

    day: dt.date
    available: Decimal

    @property
    def month(self) -> str:
        return NAMES[self.day.month - 1]


@dataclass(frozen=True, slots=True)
class MeetingsAhead:
    """`usual` is the median cost of a meeting, None when none has cost anything."""

    basis: MeetingBasis
    usual: Decimal | None
    parts: tuple[Part, ...] = ()

    @property
    def count(self) -> int:
        return len(self.parts)


@dataclass(frozen=True, slots=True)
class Forecast:
    """`points` are the ends of this month and of those to come; the last is the end of the year."""

    available: Decimal
    points: tuple[Point, ...]

    @property
    def end(self) -> Decimal:
        return self.points[-1].available

    @property
    def below(self) -> Point | None:
        """The first end of a month below nil."""
        return next((point for point in self.points if point.available < ZERO), None)

    @property
    def warning(self) -> str | None:
        """Said early, with month and amounts; None when the account stays at nil or above."""
        if self.below is None:
            return None
        day = self.below.day
        when = f"{self.below.month} {day.year}"
        if self.end < ZERO:
            return f"Kontoen ventes at gå under nul i {when}, og der mangler {format_kr(-self.end)} ved årets udgang."
        return (
            f"Kontoen ventes at gå under nul i {when}, hvor der mangler {format_kr(-self.below.available)} "
            f"Ved årets udgang ventes {format_kr(self.end)} til rådighed."
        )


def month_ends(today: dt.date) -> list[dt.date]:
    """Of this month and of those to come, to the end of the year."""
    first = [dt.date(today.year, month, 1) for month in range(today.month + 1, 13)]
    return [*(day - DAY for day in first), dt.date(today.year, 12, 31)]


def forecast(today: dt.date, available: Decimal, parts: Iterable[Part]) -> Forecast:
    """Parts of days gone by count in this month; those of another year do not count."""
    ends = month_ends(today)
    expected = [part for part in parts if part.day <= ends[-1]]
    points = []
    for end in ends:
        until = sum((part.amount for part in expected if part.day <= end), ZERO)
        points.append(Point(end, kr(available + until)))
    return Forecast(available, tuple(points))


def contract_parts(
    today: dt.date, by_month: Sequence[tuple[dt.date, Decimal]], committed: Decimal, claimed: Decimal
) -> tuple[Part, ...]:
    """What the contracts will still cost: the year's commitment less what is claimed of it, never below nil.

    `by_month` has the days to come by month (its last day, DKK). What nobody has claimed for days gone by is expected
    this month; what is claimed ahead is taken off the months as they come.
    """
    left = max(committed - claimed, ZERO)
    ahead = sum((amount for _, amount in by_month), ZERO)
    late, early = max(left - ahead, ZERO), max(ahead - left, ZERO)
    parts = [Part(today, -late)] if late else []
    for day, amount in by_month:
        taken = min(early, amount)
        early -= taken
        if amount > taken:
            parts.append(Part(day, taken - amount))
    return tuple(parts)


def meetings_ahead(
    today: dt.date,
    costs: Sequence[Decimal],
    planned: Sequence[dt.date],
    last_year: Sequence[dt.date],
    spent: Mapping[dt.date, Decimal] | None = None,
) -> MeetingsAhead:
    """Planned meetings left in the year, each at the median of what the cluster's meetings have cost, less what is
    already spent on it; when none is planned, those held in the same rest of last year.
    """
    spent = spent or {}
    usual = kr(median(costs)) if costs else None
    rest = [day for day in planned if today < day <= dt.date(today.year, 12, 31)]
    basis = MeetingBasis.PLANNED
    if not rest:
        rest = [day for one in last_year if (day := _this_year(one, today.year)) > today]
        basis = MeetingBasis.LAST_YEAR if rest else MeetingBasis.NO_MEETINGS
    if usual is None:
        return MeetingsAhead(MeetingBasis.NO_COSTS if rest else basis, None)
    parts = tuple(Part(day, -max(usual - spent.get(day, ZERO), ZERO)) for day in rest)
    return MeetingsAhead(basis, usual, parts)


def _this_year(day: dt.date, year: int) -> dt.date:
    """The same day this year; 28 February for a leap day."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return dt.date(year, 2, 28) if is_leap_day else day.replace(year=year)


def allotment_part(
    today: dt.date, booked: Decimal, computed: Decimal, last_year: Decimal
) -> tuple[AllotmentBasis, tuple[Part, ...]]:
    """The region pays on 1 March; what is late is expected this month. While nothing is booked it is what the register
    gives (nil when the year has no rate), else as last year.
    """
    if booked > ZERO:
        return AllotmentBasis.BOOKED, ()
    basis = AllotmentBasis.COMPUTED if computed > ZERO else AllotmentBasis.LAST_YEAR
    amount = computed if computed > ZERO else last_year
    if amount <= ZERO:
        return AllotmentBasis.UNKNOWN, ()
    return basis, (Part(max(today, dt.date(today.year, 3, 1)), amount),)
