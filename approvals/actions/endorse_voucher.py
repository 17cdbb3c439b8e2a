"""The cluster says yes: the coordinator, or whoever stands in."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from approvals import emails
from approvals.actions.decide import keep_decision
from approvals.enums import Verdict
from approvals.models import Decision
from approvals.permissions import capacity_to_endorse, why_not_endorse
from approvals.policy.checklist import Checklist
from approvals.selectors.checklist import checklist_of
from clusters.ledger.reservation import reserve
from expenses.actions.locked_voucher import locked_voucher
from expenses.models import Voucher
from expenses.policy.finding import stops
from expenses.selectors.content import content_of, fingerprint, seen_mark
from expenses.selectors.findings import Judged, judged
from expenses.selectors.lateness import booking_note
from expenses.selectors.papers import why_papers_changed, why_papers_not_ready
from expenses.selectors.parts import parts_of
from expenses.states import STEP
from expenses.transitions import move
from klyngeokonomi import faults
from klyngeokonomi.act import act
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User

LONGEST_TEXT = 200
"""Of a movement."""
CHANGED = "Bilaget er ændret, siden du åbnede det. Se det igennem igen, før du godkender."


@act
def endorse_voucher(
    voucher: Voucher, *, by: "User", seen: str = "", answers: Collection[str] = ()
) -> Decision:
    """Decision, move, reservation and mail to PLO in one transaction.

    `seen` is the mark of what stood on the decider's screen; when given and different, nothing is done. `answers`
    are the ticks of the checklist, by its keys.
    Raises Refused when it is not theirs, papers are not read through, a finding stops it, a question or a reason
    stands unanswered, or the money is not there.
    """
    voucher = locked_voucher(voucher)
    parts = parts_of([voucher])
    papers = parts.papers[voucher.pk]
    if sentence := why_not_endorse(by, voucher):
        raise Refused(sentence, on=voucher, tried=STEP["endorse"].label)
    if sentence := why_papers_not_ready(voucher, papers) or why_papers_changed(voucher, papers):
        raise Refused(sentence)
    if seen and seen != seen_mark(voucher, fingerprint(content_of(voucher, parts))):
        raise Refused(CHANGED)
    now = judged(voucher, parts, endorsing=True)
    asked = _answered(voucher, now, answers)
    faults.point("endorse.checked")
    capacity = capacity_to_endorse(by, voucher)
    decision = keep_decision(
        voucher,
        Verdict.ENDORSE,
        by=by,
        capacity=capacity,
        parts=parts,
        findings=now.findings,
        checklist=asked,
    )
    faults.point("endorse.decided")
    move(voucher, "endorse", by=by)
    faults.point("endorse.moved")
    reserve(voucher.cluster_id, f"voucher:{voucher.pk}", voucher.gross, text=_text(voucher), by=by)
    faults.point("endorse.reserved")
    emails.voucher_endorsed(voucher, decision)
    return decision


def _answered(voucher: Voucher, now: Judged, answers: Collection[str]) -> Checklist:
    """The checklist once nothing stops and everything is answered. Raises Refused."""
    if found := stops(now.findings):
        raise Refused(found[0].sentence)
    asked = checklist_of(voucher, now)
    if sentence := asked.why_not(answers):
        raise Refused(sentence)
    return asked


def _text(voucher: Voucher) -> str:
    """With a note when it is booked later than the month it belongs to."""
    note = booking_note(voucher)
    said = f" ({note})" if note else ""
    return f"Bilag {voucher.number}: {voucher.supplier}"[: LONGEST_TEXT - len(said)] + said
