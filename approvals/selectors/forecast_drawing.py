"""The year so far and the rest of it as expected, in one drawing."""

from dataclasses import dataclass
from decimal import Decimal

from approvals.selectors.curve import Curve, Point, months_across, stepped
from approvals.selectors.forecast import Outlook
from approvals.selectors.scale import HEIGHT, WIDTH, Scale
from klyngeokonomi.money import ZERO, format_kr


@dataclass(frozen=True, slots=True)
class ForecastDrawing:
    """`steps` is what was, `ahead` the points of what is expected, from today on; both for a stepped line."""

    width: int
    height: int
    steps: str
    ahead: str
    points: list[Point]
    zero: str
    months: list[tuple[str, str]]
    description: str


def drawing_of(outlook: Outlook, curve: Curve | None) -> ForecastDrawing:
    """`curve` is this year's, None when nothing has moved."""
    been = [(point.day, point.available) for point in curve.points] if curve else []
    coming = [(point.day, point.available) for point in outlook.forecast.points]
    amounts = [outlook.available, *(amount for _, amount in [*been, *coming])]
    scale = Scale(outlook.today.year, min(amounts), max(amounts))

    def place(days: list[tuple]) -> list[Point]:
        return [Point(day, amount, scale.across(day), scale.up(amount)) for day, amount in days]

    now = (outlook.today, outlook.available)
    ahead = place([now, *coming])
    return ForecastDrawing(
        width=WIDTH,
        height=HEIGHT,
        steps=" ".join(stepped(place([*been, now]))),
        ahead=" ".join(f"{point.x},{point.y}" for point in ahead),
        points=ahead[1:],
        zero=scale.up(ZERO),
        months=months_across(scale),
        description=_told(outlook.available, outlook.forecast.end),
    )


def _told(now: Decimal, end: Decimal) -> str:
    return f"Til rådighed nu {format_kr(now)}; ventet ved årets udgang {format_kr(end)}."
