"""PLO's secretariat says yes: the voucher may be paid."""

from typing import TYPE_CHECKING

from approvals import emails
from approvals.actions.decide import keep_decision
from approvals.enums import Capacity, Verdict
from approvals.models import Decision
from approvals.permissions import why_not_approve
from approvals.selectors.endorsement import standing_endorsement
from expenses.actions.locked_voucher import locked_voucher
from expenses.enums import Outcome
from expenses.models import Voucher
from expenses.selectors.content import content_of, fingerprint, seen_mark
from expenses.selectors.findings import findings_for
from expenses.selectors.papers import why_papers_changed, why_papers_not_ready
from expenses.selectors.parts import parts_of
from expenses.states import STEP
from expenses.transitions import move
from klyngeokonomi import faults
from klyngeokonomi.act import act
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User

VOID = (
    "Bilaget eller deltagerlisten er ændret, efter at klyngen godkendte. "
    "Send det tilbage til koordinatoren, så det kan godkendes igen."
)
CHANGED = "Bilaget er ændret, siden du åbnede det. Se det igennem igen, før du godkender."


@act
def approve_voucher(voucher: Voucher, *, by: "User", seen: str = "", note: str = "") -> Decision:
    """Decision, move and mail to the member. The money stays reserved until it is paid.

    Raises Refused when the cluster's endorsement no longer covers what the voucher says.
    """
    voucher = locked_voucher(voucher)
    parts = parts_of([voucher])
    papers = parts.papers[voucher.pk]
    if sentence := why_not_approve(by, voucher):
        raise Refused(sentence, on=voucher, tried=STEP["approve"].label)
    if sentence := why_papers_not_ready(voucher, papers) or why_papers_changed(voucher, papers):
        raise Refused(sentence)
    now = fingerprint(content_of(voucher, parts))
    if seen and seen != seen_mark(voucher, now):
        raise Refused(CHANGED)
    endorsement = standing_endorsement(voucher)
    if endorsement is None or endorsement.content_sha256 != now:
        raise Refused(VOID)
    findings = findings_for(voucher, parts)
    if stops := [finding for finding in findings if finding.outcome == Outcome.STOP]:
        raise Refused(stops[0].sentence)
    faults.point("approve.checked")
    decision = keep_decision(
        voucher,
        Verdict.APPROVE,
        by=by,
        capacity=Capacity.SECRETARIAT,
        reason=note,
        parts=parts,
        findings=findings,
    )
    faults.point("approve.decided")
    move(voucher, "approve", by=by)
    faults.point("approve.moved")
    emails.voucher_approved(voucher, decision)
    return decision
