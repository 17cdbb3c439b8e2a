"""Count how often clusters have food paid, once a day, by the clock."""

from decimal import Decimal

from django.db import connection
from django.utils import timezone

from expenses.enums import CATERING
from expenses.models import CateringMedian
from expenses.states import LIVE

STATEMENT = """
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY fed.meetings)
FROM (
    SELECT sending.cluster_id, count(DISTINCT meeting.id) FILTER (WHERE line.id IS NOT NULL) AS meetings
    FROM expenses_voucher sending
    LEFT JOIN meetings_meeting meeting ON meeting.id = sending.meeting_id
        AND meeting.starts_at > %(now)s - interval '365 days' AND meeting.starts_at <= %(now)s
    LEFT JOIN expenses_line line ON line.voucher_id = sending.id AND line.category = ANY (%(food)s)
    WHERE sending.number IS NOT NULL AND sending.state = ANY (%(live)s)
        AND sending.submitted_at > %(now)s - interval '365 days'
    GROUP BY sending.cluster_id
) fed
"""


def count_catering() -> Decimal | None:
    """The median of today, kept; None while no cluster has sent anything in a year.

    A cluster that sends no vouchers has no habit to be compared with.
    """
    with connection.cursor() as cursor:
        values = {"now": timezone.now(), "food": [str(one) for one in CATERING], "live": list(LIVE)}
        cursor.execute(STATEMENT, values)
        (median,) = cursor.fetchone()
    if median is None:
        return None
    kept, _ = CateringMedian.objects.update_or_create(
        day=timezone.localdate(), defaults={"median": Decimal(str(median)).quantize(Decimal("0.1"))}
    )
    return kept.median
