"""The endorsement that stands, and what has changed since."""

from approvals.enums import Verdict
from approvals.models import Decision
from expenses.models import Voucher
from expenses.selectors.content import changed_fields, content_of


def standing_endorsement(voucher: Voucher) -> Decision | None:
    """The latest endorsement; whether it still covers the voucher is told by its fingerprint."""
    return Decision.objects.filter(voucher=voucher, verdict=Verdict.ENDORSE).order_by("-pk").first()


def last_decision(voucher: Voucher) -> Decision | None:
    return Decision.objects.filter(voucher=voucher).order_by("-pk").first()


def changed_since(voucher: Voucher, decision: Decision | None) -> list[str]:
    """Keys of expenses.selectors.content.FIELD_LABELS that differ from what was decided on."""
    return [] if decision is None else changed_fields(decision.content, content_of(voucher))
