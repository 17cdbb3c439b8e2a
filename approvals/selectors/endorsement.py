"""The endorsement that stands, and what has changed since."""

from collections.abc import Iterable

from approvals.enums import Verdict
from approvals.models import Decision
from expenses.models import Voucher
from expenses.selectors.content import changed_fields, content_of


def standing_endorsement(voucher: Voucher) -> Decision | None:
    """The latest endorsement; whether it still covers the voucher is told by its fingerprint."""
    return standing_endorsements([voucher]).get(voucher.pk)


def standing_endorsements(vouchers: Iterable[Voucher]) -> dict[int, Decision]:
    """The latest endorsement of each voucher, by voucher id. One query."""
    found = Decision.objects.filter(voucher__in=[voucher.pk for voucher in vouchers], verdict=Verdict.ENDORSE)
    latest = found.select_related("by_person").order_by("voucher_id", "-pk").distinct("voucher_id")
    return {decision.voucher_id: decision for decision in latest}


def last_decision(voucher: Voucher) -> Decision | None:
    return Decision.objects.filter(voucher=voucher).order_by("-pk").first()


def changed_since(voucher: Voucher, decision: Decision | None) -> list[str]:
    """Keys of expenses.selectors.content.FIELD_LABELS that differ from what was decided on."""
    return [] if decision is None else changed_fields(decision.content, content_of(voucher))
