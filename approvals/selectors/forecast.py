"""The forecast of one cluster: the facts it rests on, read for a page."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum
from django.utils import timezone

from approvals.policy.forecast import (
    AllotmentBasis,
    Forecast,
    MeetingsAhead,
    Part,
    allotment_part,
    contract_parts,
    forecast,
    meetings_ahead,
    month_ends,
)
from approvals.policy.headings import categories_of
from approvals.selectors.account import Figures, figures_of
from approvals.selectors.budget import COUNTED
from clusters.enums import BudgetHeading
from clusters.models import Cluster
from clusters.policy.commitment import DAY
from clusters.selectors.allotments import computed_of, paid_by_year
from clusters.selectors.contracts import Held, committed_by, held_in
from expenses.models import Line
from expenses.states import VoucherState
from klyngeokonomi.money import ZERO
from klyngeokonomi.statement import Statement
from meetings.models import Meeting
from meetings.states import MeetingState

SENT = (VoucherState.SUBMITTED, *COUNTED)
"""What is decided on, and what waits for the coordinator: it is taken off what is available as well."""
BACK = dt.timedelta(days=730)
"""Whose meetings' costs are usual."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """DKK. The forecast, and its parts as the page tells them; amounts that go out are above nil here."""

    forecast: Forecast
    today: dt.date
    available: Decimal
    awaiting: Decimal
    contracts: Decimal
    committed: Decimal
    claimed: Decimal
    meetings: MeetingsAhead
    meetings_cost: Decimal
    allotment: Decimal
    allotment_basis: AllotmentBasis

    @property
    def promised(self) -> Decimal:
        """Contracts and meetings in one figure, for those who may not see what a single contract pays."""
        return self.contracts + self.meetings_cost

    @property
    def warning(self) -> str | None:
        return self.forecast.warning


def forecast_of(cluster: Cluster, figures: Figures | None = None) -> Outlook | None:
    """To the end of this year; None while the balance is not confirmed. Five queries, two more when the account's
    figures are not at hand, and more while the year's allotment is not in.
    """
    figures = figures or figures_of(cluster)
    if not figures.known:
        return None
    today = timezone.localdate()
    year = (dt.date(today.year, 1, 1), dt.date(today.year, 12, 31))
    held = held_in([cluster.pk]).get(cluster.pk, [])
    claimed = _CLAIMED.one(cluster=cluster.pk, first=year[0], last=year[1]) or ZERO
    committed = committed_by(held, *year)
    contracts = contract_parts(today, _by_month(held, today), committed, claimed)
    meetings = _meetings(cluster, today)
    basis, allotment = _allotment(cluster, today)
    parts = [Part(today, -figures.awaiting), *contracts, *meetings.parts, *allotment]
    return Outlook(
        forecast(today, figures.available, parts),
        today,
        figures.available,
        figures.awaiting,
        -_sum(contracts),
        committed,
        claimed,
        meetings,
        -_sum(meetings.parts),
        _sum(allotment),
        basis,
    )


def _allotment(cluster: Cluster, today: dt.date) -> tuple[AllotmentBasis, tuple[Part, ...]]:
    """One query when this year's is in; else the register is asked as well."""
    paid = paid_by_year(cluster)
    booked = paid.get(today.year, ZERO)
    computed = None if booked else computed_of(cluster, today.year)
    return allotment_part(
        today, booked, computed.amount if computed else ZERO, paid.get(today.year - 1, ZERO)
    )


def _sum(parts: tuple[Part, ...]) -> Decimal:
    return sum((part.amount for part in parts), ZERO)


def _by_month(held: list[Held], today: dt.date) -> list[tuple[dt.date, Decimal]]:
    """What the contracts commit to in the days to come, by the last day of each month."""
    begin, found = today + DAY, []
    for end in month_ends(today):
        found.append((end, committed_by(held, begin, end)))
        begin = end + DAY
    return found


_CLAIMED: Statement[Decimal] = Statement(
    lambda cluster, first, last: (
        Line.objects.filter(
            voucher__cluster=cluster,
            voucher__state__in=SENT,
            voucher__voucher_date__range=(first, last),
            category__in=categories_of(BudgetHeading.FEES),
        )
        .order_by()
        .values("voucher__cluster")
        .annotate(total=Sum("gross"))
        .values_list("total", flat=True)
    )
)
"""Of fees and driving, by the year of the voucher's date."""


def _meetings(cluster: Cluster, today: dt.date) -> MeetingsAhead:
    """Two queries: the meetings from last year on, and what meetings of the last two years have cost."""
    rows = _MEETINGS.all(cluster=cluster.pk, since=_midnight(dt.date(today.year - 1, 1, 1)))
    days = [(timezone.localdate(starts), state) for starts, state in rows]
    costs, spent = _costs(cluster, today)
    return meetings_ahead(
        today,
        costs,
        [day for day, state in days if state == MeetingState.PLANNED],
        [day for day, _ in days if day.year == today.year - 1],
        spent,
    )


_MEETINGS: Statement[tuple[dt.datetime, str]] = Statement(
    lambda cluster, since: (
        Meeting.objects.filter(cluster=cluster, starts_at__gte=since)
        .exclude(state=MeetingState.CANCELLED)
        .order_by("starts_at", "pk")
        .values_list("starts_at", "state")
    )
)
_COSTS: Statement[tuple[int, dt.datetime, Decimal]] = Statement(
    lambda cluster, since: (
        Line.objects.filter(
            voucher__meeting__starts_at__gte=since,
            voucher__meeting__cluster=cluster,
            voucher__state__in=SENT,
            category__in=categories_of(BudgetHeading.MEETINGS),
        )
        .values_list("voucher__meeting", "voucher__meeting__starts_at")
        .annotate(total=Sum("gross"))
        .order_by("voucher__meeting")
    )
)


def _costs(cluster: Cluster, today: dt.date) -> tuple[list[Decimal], dict[dt.date, Decimal]]:
    """Of each meeting held, and of those to come by their day."""
    sums = _COSTS.all(cluster=cluster.pk, since=_midnight(today - BACK))
    held: list[Decimal] = []
    coming: dict[dt.date, Decimal] = defaultdict(lambda: ZERO)
    for _, starts, total in sums:
        day = timezone.localdate(starts)
        if day <= today:
            held.append(total)
        else:
            coming[day] += total
    return held, dict(coming)


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
