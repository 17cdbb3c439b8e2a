"""What every decision on a voucher has in common: the row that keeps who decided on exactly what."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from approvals.enums import Capacity, Verdict
from approvals.models import Decision
from approvals.policy.checklist import Checklist
from clusters.ledger.reservation import release
from expenses.models import Voucher
from expenses.selectors.content import content_of, fingerprint, seen_mark
from expenses.selectors.findings import findings_for
from expenses.selectors.parts import Parts, parts_of
from expenses.states import STEP, VoucherState
from expenses.transitions import move, why_not_move
from klyngeokonomi import faults
from klyngeokonomi.danish.cpr_in_text import holds_cpr
from klyngeokonomi.free_text import NO_CPR
from klyngeokonomi.insert import insert
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User

WhyNot = Callable[["User", Voucher], str | None]
CHANGED = "Bilaget er ændret, siden du åbnede det. Se det igennem igen, før du afgør det."


def keep_decision(
    voucher: Voucher,
    verdict: Verdict,
    *,
    by: "User",
    capacity: Capacity,
    reason: str = "",
    parts: Parts | None = None,
    findings: Any = None,
    checklist: Checklist | None = None,
) -> Decision:
    """The decision with the findings as they stood and the fingerprint of what was decided. Raises Refused.

    `parts` are the lines and papers read under the voucher's lock, when the act has them; `checklist` what it answered.
    """
    if holds_cpr(reason):
        raise Refused(NO_CPR)
    parts = parts or parts_of([voucher])
    content = content_of(voucher, parts)
    shown = findings_for(voucher, parts) if findings is None else findings
    decision = Decision(
        voucher=voucher,
        verdict=verdict,
        capacity=capacity,
        by=by,
        by_person_id=by.person_id,
        claimant_id=voucher.claimant_id,
        reason=reason.strip(),
        findings=[finding.as_dict() for finding in shown],
        checklist=checklist.as_dict() if checklist else None,
        content=content,
        content_sha256=fingerprint(content),
        version=voucher.version,
    )
    return insert(decision)


def check_turn_down(why_not: WhyNot, verb: str, voucher: Voucher, *, by: "User", reason: str) -> None:
    """Raise Refused: kept in the log when it is not theirs or not the time, only told when the reason is missing."""
    if sentence := why_not(by, voucher):
        raise Refused(sentence, on=voucher, tried=STEP[verb].label)
    if sentence := why_not_move(voucher, verb, reason):
        raise Refused(sentence)


def turn_down(
    voucher: Voucher,
    verdict: Verdict,
    *,
    by: "User",
    capacity: Capacity,
    reason: str,
    text: str,
    seen: str = "",
) -> Decision:
    """Keep the decision, move the voucher, and give back what was reserved. `text` is the movement's.

    Raises Refused when `seen`, the mark of what stood on the decider's screen, is given and outdated.
    """
    had_reservation = voucher.state in (VoucherState.ENDORSED, VoucherState.APPROVED)
    if seen and seen != seen_mark(voucher):
        raise Refused(CHANGED)
    decision = keep_decision(voucher, verdict, by=by, capacity=capacity, reason=reason)
    faults.point("turn_down.decided")
    move(voucher, str(verdict), by=by, reason=reason)
    faults.point("turn_down.moved")
    if had_reservation:
        release(voucher.cluster_id, f"voucher:{voucher.pk}", text=text, by=by)
    faults.point("turn_down.released")
    return decision
