"""What the guide has to say of vouchers. Every screen, gate and decision asks here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from expenses.models import Voucher
from expenses.policy.ceilings import Working, workings
from expenses.policy.facts import Claim
from expenses.policy.finding import Finding
from expenses.policy.limits import LimitTable
from expenses.policy.rules import judge
from expenses.selectors.facts import facts_for, facts_with
from expenses.selectors.limits import limit_table
from expenses.selectors.parts import Parts


@dataclass(frozen=True, slots=True)
class Judged:
    """`findings`, the gravest first; `workings` are the sums of what keeps within its limit, to be shown.

    `claim` is what was judged.
    """

    claim: Claim
    findings: tuple[Finding, ...]
    workings: tuple[Working, ...]


def findings_for(voucher: Voucher, parts: Parts | None = None) -> tuple[Finding, ...]:
    """`parts` are those an act has read under its lock."""
    return judge(facts_for([voucher], parts)[voucher.pk], limit_table())


def findings_for_all(vouchers: Iterable[Voucher]) -> dict[int, tuple[Finding, ...]]:
    """By voucher id, for lists: the number of queries does not grow with them."""
    table = limit_table()
    return {pk: judge(claim, table) for pk, claim in facts_for(vouchers).items()}


def judged(voucher: Voucher, parts: Parts | None = None) -> Judged:
    """Findings and sums of the voucher as saved, and the facts they rest on. `parts` as in findings_for."""
    return _judged(facts_for([voucher], parts)[voucher.pk], limit_table())


def judged_with(voucher: Voucher, values: Mapping[str, Any]) -> Judged:
    """Findings and sums while the form is filled in; `values` as in facts_with. Nothing is saved."""
    return _judged(facts_with(voucher, values), limit_table())


def _judged(claim: Claim, table: LimitTable) -> Judged:
    return Judged(claim, judge(claim, table), workings(claim, table))
