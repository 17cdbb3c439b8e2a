"""Days and kroner as places in a drawing of a year."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from klyngeokonomi.money import ZERO

WIDTH, HEIGHT = 720, 220
LEFT, RIGHT, TOP, BOTTOM = 8, 8, 28, 24


@dataclass(frozen=True, slots=True)
class Scale:
    """From 1 January to 31 December across; from the lowest amount (or nil) to the highest (or nil) up."""

    year: int
    lowest: Decimal
    highest: Decimal

    def across(self, day: date) -> str:
        first = date(self.year, 1, 1)
        share = Decimal((day - first).days) / (date(self.year, 12, 31) - first).days
        return f"{LEFT + share * (WIDTH - LEFT - RIGHT):.1f}"

    def up(self, amount: Decimal) -> str:
        base = min(self.lowest, ZERO)
        span = (max(self.highest, ZERO) - base) or Decimal(1)
        return f"{HEIGHT - BOTTOM - (amount - base) / span * (HEIGHT - TOP - BOTTOM):.1f}"
