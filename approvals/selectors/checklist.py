"""The checklist of a voucher as it stands."""

from approvals.policy.checklist import Checklist, checklist
from expenses.models import Voucher
from expenses.selectors.findings import Judged, judged


def checklist_of(voucher: Voucher, now: Judged | None = None) -> Checklist:
    """`now` is the judgement the caller already has."""
    now = now or judged(voucher)
    return checklist(now.claim, now.findings, now.workings, voucher.reason)
