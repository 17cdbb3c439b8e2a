"""What a contract pays is seen by its party, who leads the cluster, the secretariat and the auditor; so are the sums of
the findings that rest on it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from clusters.permissions import standing
from expenses.models import Voucher
from expenses.policy import fee_contract
from expenses.policy.finding import Finding
from expenses.selectors.fees import pays_claimant

if TYPE_CHECKING:
    from clusters.models import User


def for_eyes_of(user: "User", voucher: Voucher, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Without the figures of the contract for who does not see them; the sentences tell none. No query for claims that
    keep within their contract."""
    found = tuple(findings)
    if all(one.rule != fee_contract.RULE for one in found) or sees_terms(user, voucher):
        return found
    return tuple(
        replace(one, arithmetic="", facts=()) if one.rule == fee_contract.RULE else one for one in found
    )


def sees_terms(user: "User", voucher: Voucher) -> bool:
    """Of the contract a fee is asked for under: the party of one's own fee is oneself."""
    held = standing(user)
    if held.national or held.leads(voucher.cluster_id):
        return True
    return voucher.claimant_id == user.person_id and pays_claimant(voucher)
