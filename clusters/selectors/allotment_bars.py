"""A cluster's years side by side, drawn: what was expected and what the region paid."""

from dataclasses import dataclass
from decimal import Decimal

from clusters.models import Allotment, AllotmentRate, Cluster
from clusters.policy.allotment import compute, register_day
from clusters.selectors.allotments import ClusterYear, clinics_on, paid_by_year
from klyngeokonomi.money import ZERO, format_kr

WIDTH, LEFT, RIGHT, BAR, GAP = 440, 42, 112, 20, 14
MOST = 4
"""Years drawn, the newest last."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One year. DKK, None when there is none; `y` and lengths in the drawing's own units."""

    year: int
    expected: Decimal | None
    paid: Decimal | None
    y: int
    expected_length: str
    paid_length: str
    paid_y: int
    label_y: int
    expected_end: str
    paid_end: str


@dataclass(frozen=True, slots=True)
class Bars:
    bars: list[Bar]
    width: int
    height: int
    left: int
    thickness: int

    @property
    def description(self) -> str:
        return " ".join(
            f"{one.year}: ventet {_words(one.expected)}, betalt {_words(one.paid)}." for one in self.bars
        )


def _words(amount: Decimal | None) -> str:
    return "ikke kendt" if amount is None else format_kr(amount).rstrip(".")


def bars_of(cluster: Cluster, shown: ClusterYear) -> Bars | None:
    """The years up to the shown one of which anything is known; None when there is nothing to draw."""
    paid = paid_by_year(cluster)
    frozen = dict(Allotment.objects.filter(cluster=cluster).values_list("year", "amount"))
    rates = dict(AllotmentRate.objects.in_force().values_list("year", "amount"))
    known: list[tuple[int, Decimal | None, Decimal | None]] = []
    for year in range(shown.year - MOST + 1, shown.year):
        expected = frozen.get(year)
        if expected is None and year in rates:
            now = clinics_on(register_day(year), cluster).get(cluster.pk, ())
            expected = compute(now, (), rates[year]).amount or None
        known.append((year, expected, paid.get(year)))
    known.append((shown.year, shown.expected.amount or None if shown.expected else None, shown.paid))
    known = [one for one in known if one[1] is not None or one[2] is not None]
    return _draw(known) if known else None


def _draw(known: list[tuple[int, Decimal | None, Decimal | None]]) -> Bars:
    top = max([amount for _, *both in known for amount in both if amount], default=ZERO) or Decimal(1)
    room = WIDTH - LEFT - RIGHT
    bars = []
    for place, (year, expected, paid) in enumerate(known):
        y = GAP + place * (2 * BAR + GAP)
        lengths = [Decimal(room) * (amount or ZERO) / top for amount in (expected, paid)]
        bars.append(
            Bar(
                year,
                expected,
                paid,
                y,
                *(f"{length:.1f}" for length in lengths),
                paid_y=y + BAR,
                label_y=y + BAR,
                expected_end=f"{LEFT + lengths[0] + 6:.1f}",
                paid_end=f"{LEFT + lengths[1] + 6:.1f}",
            )
        )
    return Bars(bars, WIDTH, GAP + len(known) * (2 * BAR + GAP), LEFT, BAR)
