"""What was owed at the end of a day: vouchers the clusters had said yes to, and that were not paid."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import OuterRef, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone

from approvals.enums import Verdict
from approvals.models import Decision
from expenses.models import Move
from expenses.states import RESERVING, VoucherState
from klyngeokonomi.money import ZERO, kr
from klyngeokonomi.sheets import Sheet

HEADINGS = ("Klynge", "Bilag", "Leverandør", "Indsendt af", "Status den dag", "Siden", "Beløb inkl. moms")


@dataclass(frozen=True, slots=True)
class Owed:
    """One voucher as it stood: DKK incl. VAT as the cluster endorsed it."""

    cluster_id: int
    cluster: str
    voucher_id: int
    number: str
    supplier: str
    claimant: str
    state: VoucherState
    since: dt.datetime
    amount: Decimal


@dataclass(slots=True)
class Total:
    """Of one cluster, or of all; DKK by state."""

    cluster_id: int | None
    cluster: str
    by_state: dict[str, Decimal] = field(default_factory=lambda: defaultdict(lambda: ZERO))
    count: int = 0

    def add(self, one: Owed) -> None:
        state = one.state
        self.by_state[state] += one.amount
        self.count += 1

    @property
    def amounts(self) -> list[Decimal]:
        return [self.by_state[state] for state in RESERVING]

    @property
    def labelled(self) -> list[tuple[str, Decimal]]:
        """Each amount with the words of its column."""
        return [(str(state.label), self.by_state[state]) for state in RESERVING]

    @property
    def total(self) -> Decimal:
        return sum(self.amounts, ZERO)


def owed_on(day: dt.date) -> Iterator[Owed]:
    """By cluster's name and voucher's number. Read from the moves up to the day's end, Danish time: what happened
    later does not reach back. One query.
    """
    end = timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time.min))
    last = Move.objects.filter(at__lt=end).order_by("voucher_id", "-pk").distinct("voucher_id")
    endorsed = Decision.objects.filter(voucher=OuterRef("voucher"), verdict=Verdict.ENDORSE, at__lt=end)
    gross = endorsed.order_by("-pk").values(gross=KeyTextTransform("gross", "content"))[:1]
    rows = (
        Move.objects.filter(pk__in=last.values("pk"), to_state__in=RESERVING)
        .annotate(gross=Subquery(gross))
        .order_by("voucher__cluster__name", "voucher__number")
        .values_list(
            "voucher__cluster",
            "voucher__cluster__name",
            "voucher",
            "voucher__number",
            "voucher__supplier",
            "voucher__claimant__name",
            "to_state",
            "at",
            "gross",
        )
    )
    for *facts, state, at, amount in rows.iterator(chunk_size=2000):
        yield Owed(*facts, VoucherState(state), at, kr(amount))


def totals_of(owed: Iterator[Owed] | list[Owed]) -> tuple[list[Total], Total]:
    """Each cluster's, in the order they come, and all of them together."""
    found: dict[int, Total] = {}
    everyone = Total(None, "I alt")
    for one in owed:
        found.setdefault(one.cluster_id, Total(one.cluster_id, one.cluster)).add(one)
        everyone.add(one)
    return list(found.values()), everyone


def owed_sheet(day: dt.date) -> Sheet:
    """As a table to take away."""
    rows = (
        (
            one.cluster,
            one.number,
            one.supplier,
            one.claimant,
            one.state.label,
            one.since,
            one.amount,
        )
        for one in owed_on(day)
    )
    return Sheet(f"Skyldigt {day:%d.%m.%Y}", HEADINGS, rows)
