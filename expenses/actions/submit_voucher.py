"""Send a voucher to the coordinator."""

from typing import TYPE_CHECKING

from django.utils import timezone

from expenses import emails
from expenses.actions.locked_voucher import locked_voucher
from expenses.actions.reckon_mileage import reckon_mileage
from expenses.enums import Outcome, VoucherKind
from expenses.models import Voucher
from expenses.permissions import why_not_submit_voucher
from expenses.selectors.content import last_move
from expenses.selectors.findings import findings_for
from expenses.selectors.missing import what_is_missing
from expenses.selectors.parts import parts_of
from expenses.states import STEP
from expenses.transitions import move
from klyngeokonomi import faults
from klyngeokonomi.act import act
from klyngeokonomi.refused import Refused
from klyngeokonomi.statement import prepared_cursor
from klyngeokonomi.update import update

if TYPE_CHECKING:
    from clusters.models import User

COUNT_ON = """
INSERT INTO expenses_vouchercounter AS counter (year, last) VALUES (%s, 1)
ON CONFLICT (year) DO UPDATE SET last = counter.last + 1 RETURNING last
"""


OUTDATED = "Bilaget er kommet tilbage til dig, siden du åbnede siden. Se det igennem igen, før du sender det."


@act
def submit_voucher(voucher: Voucher, *, by: "User", after: int | None = None) -> Voucher:
    """Number it (first time), move it to submitted and tell those who may endorse it.

    What was driven is reckoned for the last time, with what else was driven in the year.
    `after` is the last move the form knew of (0 for none): a form that stood open meanwhile sends nothing.
    Raises Refused with the first thing that is missing, stops it, or asks for a reason not yet written.
    """
    voucher = locked_voucher(voucher)
    if sentence := why_not_submit_voucher(by, voucher):
        raise Refused(sentence, on=voucher, tried=STEP["submit"].label)
    if after is not None and after != last_move(voucher):
        raise Refused(OUTDATED)
    if voucher.kind == VoucherKind.MILEAGE:
        reckon_mileage(voucher)
    parts = parts_of([voucher])
    if missing := what_is_missing(voucher, parts.papers[voucher.pk]):
        raise Refused(missing[0].sentence)
    findings = findings_for(voucher, parts)
    if stops := [finding for finding in findings if finding.outcome == Outcome.STOP]:
        raise Refused(stops[0].sentence)
    asks = [finding for finding in findings if finding.outcome == Outcome.REASON]
    if asks and not voucher.reason.strip():
        raise Refused(f"Skriv en begrundelse. {asks[0].sentence}")
    if voucher.number is None:
        voucher.submitted_at = timezone.now()
        voucher.number = _next_number()
        update(voucher, "number", "submitted_at")
    faults.point("submit.numbered")
    step = move(voucher, "submit", by=by)
    faults.point("submit.moved")
    emails.voucher_submitted(voucher, step)
    return voucher


def _next_number() -> str:
    """2026-00417: year and a count without gaps; the counter's row is locked until the transaction ends."""
    year = timezone.localdate().year
    with prepared_cursor() as cursor:
        cursor.execute(COUNT_ON, [year])
        return f"{year}-{cursor.fetchone()[0]:05d}"
