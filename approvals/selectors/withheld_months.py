"""What PLO owes Skat of A-income, by the month it was paid, and the proof that payments and journals say the same."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection
from django.db.models import Count, F, QuerySet, Sum
from django.db.models.functions import TruncMonth

from approvals.models import JournalExport, Payment
from approvals.selectors.journal import OWED
from approvals.states import PaymentState
from klyngeokonomi.danish.months import month_after
from klyngeokonomi.money import ZERO, format_kr, kr

APART = """
SELECT p.end_to_end_id FROM approvals_payment p LEFT JOIN approvals_withholding w ON w.id = p.withholding_id
WHERE p.withheld <> coalesce(w.am_contribution + w.a_tax, 0)
OR (w.id IS NOT NULL AND (w.voucher_id, w.gross) IS DISTINCT FROM (p.voucher_id, p.amount + p.withheld))
ORDER BY p.id LIMIT 20
"""
BOOKED = """
SELECT date_trunc('month', m.booked_on)::date, sum(CASE WHEN m.reverses_id IS NULL THEN -p.withheld ELSE p.withheld END)
FROM approvals_payment p JOIN clusters_movement m ON p.movement_id IN (m.id, m.reverses_id)
WHERE p.withheld > 0 GROUP BY 1
"""


@dataclass(frozen=True, slots=True)
class WithheldMonth:
    """DKK. `month` is its first day; `count` payments that stand paid."""

    month: date
    count: int
    gross: Decimal
    am_contribution: Decimal
    a_tax: Decimal

    @property
    def total(self) -> Decimal:
        return self.am_contribution + self.a_tax


def withheld_months() -> list[WithheldMonth]:
    """By the day the bank paid, the latest first; what came back does not count. One query."""
    rows = _paid().annotate(month=TruncMonth("settled_on")).order_by("-month").values_list("month")
    sums = rows.annotate(
        count=Count("pk"),
        gross=Sum(F("amount") + F("withheld")),
        am=Sum("withholding__am_contribution"),
        tax=Sum("withholding__a_tax"),
    )
    return [WithheldMonth(*row) for row in sums]


def withheld_in(month: date) -> QuerySet[Payment]:
    """The payments of one month (its first day), with voucher, cluster and figures."""
    found = _paid().filter(settled_on__gte=month, settled_on__lt=month_after(month))
    return found.select_related("voucher", "cluster", "withholding").order_by("settled_on", "pk")


def _paid() -> QuerySet[Payment]:
    return Payment.objects.filter(state=PaymentState.PAID, withholding__isnull=False)


def check_withheld() -> Iterator[str]:
    """I6: what is kept back of each payment is what was entered, and each journal owes Skat what its movements kept."""
    with connection.cursor() as cursor:
        cursor.execute(APART)
        apart = cursor.fetchall()
        cursor.execute(BOOKED)
        booked = dict(cursor.fetchall())
    for (payment,) in apart:
        yield f"Betaling {payment}: det tilbageholdte er ikke det, der er indtastet."
    for export in JournalExport.objects.order_by("month").iterator(5):
        told, due = owed_in(bytes(export.content)), booked.get(export.month, ZERO)
        if told != due:
            yield f"{export}: skylder Skat {format_kr(-told)}, og betalingerne siger {format_kr(-due)}"


def owed_in(journal: bytes) -> Decimal:
    """What the lines of a journal file say of what is owed to Skat (DKK, below nil)."""
    labels = set(OWED.values())
    rows = csv.DictReader(io.StringIO(journal.decode("utf-8-sig")), delimiter=";")
    return sum((kr(row["Beløb"].replace(",", ".")) for row in rows if row["Kategori"] in labels), ZERO)
