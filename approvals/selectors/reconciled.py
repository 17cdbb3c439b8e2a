"""Up to which day a cluster's account is proven against the bank's own account of it."""

import datetime
from collections.abc import Iterable

from django.db.models import Min, Q
from django.db.models.functions import Coalesce, TruncDate

from approvals.models import BankQuestion, BankStatement, Payment
from approvals.states import UNANSWERED, BatchState
from klyngeokonomi.statement import Statement

SENT = (BatchState.RELEASED, BatchState.SENT, BatchState.CLOSED)


def reconciled_on(cluster: int) -> datetime.date | None:
    """None while no statement reaches so far."""
    return reconciled_each([cluster])[cluster]


def reconciled_each(clusters: Iterable[int]) -> dict[int, datetime.date | None]:
    """Three or four queries however many clusters.

    The last day of the latest statement before the first payment of the cluster that should have been booked and is
    not, and before the first line that nobody has explained and may be anyone's.
    """
    wanted = list(clusters)
    days = _DAYS.all()
    if not days:
        return dict.fromkeys(wanted)
    open_payments = dict(
        Payment.objects.filter(cluster__in=wanted, state__in=UNANSWERED, batch__state__in=SENT)
        .order_by()
        .values_list("cluster")
        .annotate(first=Min("batch__execution_date"))
    )
    asked_of, asked_of_all = _asked(wanted)
    found = {}
    for cluster in wanted:
        firsts = [open_payments.get(cluster), asked_of.get(cluster), asked_of_all]
        limit = min((one for one in firsts if one), default=None)
        found[cluster] = next((day for day in days if limit is None or day < limit), None)
    return found


_DAYS: Statement[datetime.date] = Statement(
    lambda: (
        BankStatement.objects.filter(bank_account__is_default=True)
        .order_by("-last_day")
        .values_list("last_day", flat=True)
    )
)


def _asked(clusters: list[int]) -> tuple[dict[int, datetime.date], datetime.date | None]:
    """The first open question about each cluster's payments, and the first about nobody's in particular."""
    day = Coalesce("line__booked_on", TruncDate("file__received_at"))
    waiting = BankQuestion.objects.filter(answer="").order_by().annotate(day=day)
    own = waiting.filter(payment__cluster__in=clusters)
    by_cluster = dict(own.values_list("payment__cluster").annotate(first=Min("day")))
    return by_cluster, waiting.filter(Q(payment=None)).aggregate(first=Min("day"))["first"]
