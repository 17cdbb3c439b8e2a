"""The year's available amount as a drawn line: one point a day with movements, and the region's payments marked."""

import itertools
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from approvals.selectors.account import Carried
from approvals.selectors.scale import HEIGHT, WIDTH, Scale
from clusters.enums import MovementKind
from clusters.models import Cluster, Movement
from klyngeokonomi.money import ZERO, format_kr
from klyngeokonomi.statement import Statement

MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Point:
    day: date
    available: Decimal
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A payment from the region. `x`, `y` in the drawing's own units."""

    day: date
    amount: Decimal
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Curve:
    """Ready to draw in a box of `width` × `height`; `steps` is the points attribute of a stepped line."""

    year: int
    width: int
    height: int
    points: list[Point]
    steps: str
    area: str
    zero: str
    months: list[tuple[str, str]]
    marks: list[Mark]
    lowest: Decimal
    highest: Decimal

    @property
    def description(self) -> str:
        first, last = self.points[0], self.points[-1]
        return (
            f"Til rådighed i {self.year}: fra {format_kr(first.available)} til {format_kr(last.available)}; "
            f"højest {format_kr(self.highest)}, lavest {format_kr(self.lowest)}."
        )


def curve_of(cluster: Cluster, year: int, carried: Carried | None, *, today: date) -> Curve | None:
    """None when nothing has moved that year. `carried` is what the year began with. Two queries; at most one point a
    day.
    """
    first, last = date(year, 1, 1), min(date(year, 12, 31), today)
    daily = _DAILY.all(cluster=cluster.pk, first=first, last=last)
    if not daily:
        return None
    days = dict([(first, carried.available if carried else ZERO), *daily])
    days.setdefault(last, daily[-1][1])
    return _draw(year, sorted(days.items()), _PAID_IN.all(cluster=cluster.pk, first=first, last=last))


_DAILY: Statement[tuple[date, Decimal]] = Statement(
    lambda cluster, first, last: (
        Movement.objects.filter(cluster=cluster, booked_on__range=(first, last))
        .order_by("booked_on", "-number")
        .distinct("booked_on")
        .values_list("booked_on", "available_after")
    )
)
_PAID_IN: Statement[tuple[date, Decimal, Decimal]] = Statement(
    lambda cluster, first, last: Movement.objects.filter(
        cluster=cluster, booked_on__range=(first, last), kind=MovementKind.ALLOTMENT
    ).values_list("booked_on", "amount", "available_after")
)


def stepped(points: list[Point]) -> list[str]:
    """The corners of a line that keeps level until the next point."""
    steps = [f"{points[0].x},{points[0].y}"]
    for before, after in itertools.pairwise(points):
        steps += [f"{after.x},{before.y}", f"{after.x},{after.y}"]
    return steps


def months_across(scale: Scale) -> list[tuple[str, str]]:
    """Each month's short name and where its middle stands."""
    return [
        (name, scale.across(date(scale.year, month, 1) + timedelta(days=14)))
        for month, name in enumerate(MONTHS, start=1)
    ]


def _draw(year: int, days: list[tuple[date, Decimal]], paid_in: list[tuple[date, Decimal, Decimal]]) -> Curve:
    lowest = min(amount for _, amount in days)
    highest = max(amount for _, amount in days)
    scale = Scale(year, lowest, highest)
    across, up = scale.across, scale.up
    points = [Point(day, amount, across(day), up(amount)) for day, amount in days]
    steps = stepped(points)
    zero = up(ZERO)
    return Curve(
        year=year,
        width=WIDTH,
        height=HEIGHT,
        points=points,
        steps=" ".join(steps),
        area=f"{points[0].x},{zero} {' '.join(steps)} {points[-1].x},{zero}",
        zero=zero,
        months=months_across(scale),
        marks=[Mark(day, amount, across(day), up(after)) for day, amount, after in paid_in],
        lowest=lowest,
        highest=highest,
    )
