"""What a change of the guide would have meant: the same claims judged with and without it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from expenses.enums import ChangeSubject, Outcome, RateKey, TermKey
from expenses.policy.facts import Claim
from expenses.policy.finding import Finding
from expenses.policy.limits import Limit, LimitTable, Term
from expenses.policy.rules import judge

ALWAYS = date.min


@dataclass(frozen=True, slots=True)
class Difference:
    """The findings a claim has in the one case and not in the other."""

    gone: tuple[Finding, ...]
    come: tuple[Finding, ...]


def as_if(
    table: LimitTable, subject: str, identity: Mapping[str, Any], values: Mapping[str, Any] | None
) -> LimitTable:
    """The table as if the row had been so on every day; None: as if it had never been.

    A text judges nothing, so a section leaves the table as it is.
    """
    if subject == ChangeSubject.RATE:
        key = RateKey(identity["key"])
        rows = [row for row in table.rows if row.key != key]
        new = [Limit(key, Decimal(values["amount"]), ALWAYS)] if values else []
        return replace(table, rows=(*rows, *new))
    if subject == ChangeSubject.TERM:
        key, word = TermKey(identity["key"]), identity["word"]
        terms = [one for one in table.terms if (one.key, one.word.casefold()) != (key, word.casefold())]
        extra = [Term(key, word, values["anchor"], ALWAYS, advice=values["advice"])] if values else []
        return replace(table, terms=(*terms, *extra))
    return table


def difference(claim: Claim, before: LimitTable, after: LimitTable) -> Difference | None:
    """None when rules and outcomes are the same, whatever figures their sentences name."""
    then, now = judge(claim, before), judge(claim, after)
    marks_then, marks_now = {_mark(one) for one in then}, {_mark(one) for one in now}
    if marks_then == marks_now:
        return None
    return Difference(
        tuple(one for one in then if _mark(one) not in marks_now),
        tuple(one for one in now if _mark(one) not in marks_then),
    )


def _mark(found: Finding) -> tuple[str, Outcome]:
    return found.rule, found.outcome
