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
from expenses.selectors.overrules import with_answers
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
    return _findings(facts_for([voucher], parts), limit_table())[voucher.pk]


def findings_for_all(vouchers: Iterable[Voucher]) -> dict[int, tuple[Finding, ...]]:
    """By voucher id, for lists: the number of queries does not grow with them, and is none for none."""
    if not (vouchers := list(vouchers)):
        return {}
    return _findings(facts_for(vouchers), limit_table())


def judged(voucher: Voucher, parts: Parts | None = None, *, endorsing: bool = False) -> Judged:
    """Findings and sums of the voucher as saved, and the facts they rest on. Arguments as in facts_for."""
    return _judged(voucher, facts_for([voucher], parts, endorsing=endorsing)[voucher.pk])


def judged_with(voucher: Voucher, values: Mapping[str, Any]) -> Judged:
    """Findings and sums while the form is filled in; `values` as in facts_with. Nothing is saved."""
    return _judged(voucher, facts_with(voucher, values))


def _judged(voucher: Voucher, claim: Claim) -> Judged:
    table = limit_table()
    return Judged(claim, _findings({voucher.pk: claim}, table)[voucher.pk], workings(claim, table))


def _findings(claims: dict[int, Claim], table: LimitTable) -> dict[int, tuple[Finding, ...]]:
    """As the guide judges, with what the secretariat has answered about single stops laid over it."""
    return with_answers({pk: judge(claim, table) for pk, claim in claims.items()}, claims)
