"""How often a cluster has food paid, beside the cluster in the middle and its own year before."""

from collections.abc import Iterable, Mapping

from django.db import connection

from expenses.enums import CATERING
from expenses.models import Voucher
from expenses.policy.facts import CateringHabit, Claim
from expenses.states import LIVE

STATEMENT = """
WITH asked (voucher, cluster, meeting, event) AS (
    SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::timestamptz[])
)
SELECT asked.voucher, middle.median, counted.own, nullif(counted.before, 0)
FROM asked, (SELECT median FROM expenses_cateringmedian ORDER BY day DESC LIMIT 1) middle, LATERAL (
    SELECT count(*) FILTER (WHERE meeting.starts_at > asked.event - interval '365 days') AS own,
        count(*) FILTER (WHERE meeting.starts_at <= asked.event - interval '365 days') AS before
    FROM meetings_meeting meeting
    WHERE meeting.cluster_id = asked.cluster
        AND meeting.starts_at > asked.event - interval '730 days' AND meeting.starts_at <= asked.event
        AND (meeting.id = asked.meeting OR EXISTS (
            SELECT FROM expenses_voucher sent JOIN expenses_line line ON line.voucher_id = sent.id
            WHERE sent.meeting_id = meeting.id AND sent.number IS NOT NULL AND sent.state = ANY (%s)
                AND line.category = ANY (%s)
        ))
) counted
"""


def catering_habits(vouchers: Iterable[Voucher], claims: Mapping[int, Claim]) -> dict[int, CateringHabit]:
    """By voucher id, for food at a meeting, once a median is counted. One query, and none where there is no food."""
    asked = [
        (one.pk, one.cluster_id, one.meeting_id, claim.meeting.start)
        for one in vouchers
        if (claim := claims[one.pk]).meeting and claim.has(*CATERING)
    ]
    if not asked:
        return {}
    columns = [list(column) for column in zip(*asked, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, [*columns, list(LIVE), [str(one) for one in CATERING]])
        return {pk: CateringHabit(own, median, before) for pk, median, own, before in cursor.fetchall()}
