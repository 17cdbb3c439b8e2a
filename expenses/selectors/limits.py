"""The dated rows of the guide, for the rules and for its page."""

from collections import defaultdict
from typing import Any

from expenses.enums import RateKey, TermKey
from expenses.policy.headings import GuideHeading
from expenses.policy.limits import Limit, LimitTable, Section, Term
from klyngeokonomi.statement import prepared_cursor

EVERY_ROW = """
SELECT 'rate', key::text, '', '', '', amount, valid_from, valid_to, 0 AS place FROM expenses_rate
UNION ALL
SELECT 'term', key, word, anchor, advice, NULL, valid_from, valid_to, 0 FROM expenses_term
UNION ALL
SELECT 'section', slug, title, says, guide, NULL, valid_from, valid_to, position FROM expenses_section
ORDER BY place, valid_from
"""


def limit_table() -> LimitTable:
    """Every row, past and coming: a claim is judged by those of its own day. One statement for all three tables."""
    with prepared_cursor() as cursor:
        cursor.execute(EVERY_ROW)
        rows = cursor.fetchall()
    kinds: dict[str, list[Any]] = defaultdict(list)
    for kind, name, first, second, third, amount, valid_from, valid_to, _ in rows:
        if kind == "rate":
            kinds[kind].append(Limit(RateKey(int(name)), amount, valid_from, valid_to))
        elif kind == "term":
            kinds[kind].append(Term(TermKey(name), first, second, valid_from, valid_to, third))
        else:
            kinds[kind].append(Section(GuideHeading(name, first, second, third), valid_from, valid_to))
    return LimitTable.of(kinds["rate"], kinds["term"], kinds["section"])
