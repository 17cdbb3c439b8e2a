"""How often each rule spoke, was reasoned away, turned a voucher down, or was set aside: which alarms are false."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from expenses.models import Voucher
from expenses.policy.rule_names import name_of

EXAMPLES = 3
USED = """
WITH spoken AS (
    SELECT (found ->> 'rule') COLLATE "C" AS rule, d.voucher_id,
        bool_or(d.verdict = 'endorse' AND found ->> 'outcome' = 'reason') AS accepted,
        bool_or(d.verdict IN ('return', 'send_back', 'reject')) AS turned_down
    FROM approvals_decision d CROSS JOIN LATERAL jsonb_array_elements(d.findings) found
    WHERE d.at >= %(first)s AND d.at < %(after)s
    GROUP BY 1, 2
), used AS (
    SELECT rule, count(*) AS vouchers,
        count(*) FILTER (WHERE accepted) AS accepted,
        count(*) FILTER (WHERE turned_down) AS turned_down,
        (array_agg(voucher_id ORDER BY voucher_id DESC))[:%(examples)s] AS examples
    FROM spoken GROUP BY rule
), answered AS (
    SELECT rule COLLATE "C" AS rule, count(*) FILTER (WHERE allowed) AS overruled,
        count(*) FILTER (WHERE NOT allowed) AS upheld
    FROM expenses_overrule WHERE at >= %(first)s AND at < %(after)s GROUP BY 1
)
SELECT rule, coalesce(vouchers, 0), coalesce(accepted, 0), coalesce(turned_down, 0),
    coalesce(overruled, 0), coalesce(upheld, 0), coalesce(examples, '{}')
FROM used FULL JOIN answered USING (rule) ORDER BY 2 DESC, 5 DESC, 1
"""


@dataclass(frozen=True, slots=True)
class RuleUse:
    """Counts of vouchers in the period, `overruled` and `upheld` of stops. `examples` are (id, number)."""

    rule: str
    vouchers: int
    accepted: int
    turned_down: int
    overruled: int
    upheld: int
    examples: list[tuple[int, str]]

    @property
    def name(self) -> str:
        return name_of(self.rule)


def rule_use(first: dt.date, last: dt.date) -> list[RuleUse]:
    """The rules that spoke from the first day to the last, the most frequent first. Two statements."""
    days = {
        "first": _start_of(first),
        "after": _start_of(last + dt.timedelta(days=1)),
        "examples": EXAMPLES,
    }
    with connection.cursor() as cursor:
        cursor.execute(USED, days)
        rows = cursor.fetchall()
    shown = Voucher.objects.filter(pk__in={pk for *_, pks in rows for pk in pks})
    numbers = dict(shown.values_list("pk", "number"))
    return [RuleUse(*counts, [(pk, numbers[pk]) for pk in pks]) for *counts, pks in rows]


def _start_of(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
