"""Other amounts and words than the guide's, read from JSON. The shape stands in klyngeokonomi/docs/judge.md."""

from typing import Any

from expenses.enums import RateKey, TermKey
from expenses.policy.guide_limits import GUIDE_TABLE, IN_FORCE_FROM
from expenses.policy.headings import HEADINGS
from expenses.policy.json_fields import JsonObject
from expenses.policy.limits import Limit, LimitTable, Term

RATE_NAMES = {key.name.lower(): key for key in RateKey}


def table_from(data: Any) -> LimitTable:
    """`limits` and `words`, each a list; the one that is left out stays as the guide has it. Raises Unreadable."""
    given = JsonObject(data)
    rows, terms = GUIDE_TABLE.rows, GUIDE_TABLE.terms
    if given.value("limits") is not None:
        rows = tuple(_limit(one) for one in given.objects("limits"))
    if given.value("words") is not None:
        terms = tuple(_term(one) for one in given.objects("words"))
    return LimitTable.of(rows, terms)


def _limit(given: JsonObject) -> Limit:
    name = given.text("key")
    if name not in RATE_NAMES:
        raise given.wrong("key", f"skal være en af disse: {', '.join(RATE_NAMES)}")
    amount = given.amount("amount")
    if amount is None:
        raise given.wrong("amount", "mangler")
    return Limit(RATE_NAMES[name], amount, given.day("from") or IN_FORCE_FROM, given.day("to"))


def _term(given: JsonObject) -> Term:
    anchor = given.text("heading")
    if anchor not in {heading.slug for heading in HEADINGS}:
        raise given.wrong("heading", "skal være en af vejledningens overskrifter, fx medibox")
    word = given.text("word").strip()
    if not word:
        raise given.wrong("word", "mangler")
    return Term(
        given.word("key", TermKey),
        word,
        anchor,
        given.day("from") or IN_FORCE_FROM,
        given.day("to"),
        given.text("advice"),
    )


def table_as_json(table: LimitTable) -> dict[str, Any]:
    """What `table_from` reads: an auditor can keep the amounts of a day beside the claims they judged."""
    return {
        "limits": [
            {
                "key": row.key.name.lower(),
                "amount": str(row.amount),
                "from": row.valid_from.isoformat(),
                "to": row.valid_to and row.valid_to.isoformat(),
            }
            for row in table.rows
        ],
        "words": [
            {
                "key": term.key.value,
                "word": term.word,
                "heading": term.anchor,
                "advice": term.advice,
                "from": term.valid_from.isoformat(),
                "to": term.valid_to and term.valid_to.isoformat(),
            }
            for term in table.terms
        ],
    }
