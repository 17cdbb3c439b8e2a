"""The endorsement that stands, and the last decision of any kind."""

from collections.abc import Iterable

from approvals.enums import Verdict
from approvals.models import Decision
from expenses.models import Voucher
from klyngeokonomi.statement import Statement


def standing_endorsement(voucher: Voucher) -> Decision | None:
    """The latest endorsement; whether it still covers the voucher is told by its fingerprint."""
    return _STANDING.one(voucher=voucher.pk)


_STANDING: Statement[Decision] = Statement(
    lambda voucher: (
        Decision.objects.filter(voucher=voucher, verdict=Verdict.ENDORSE)
        .select_related("by_person")
        .order_by("-pk")[:1]
    )
)


def standing_endorsements(vouchers: Iterable[Voucher]) -> dict[int, Decision]:
    """The latest endorsement of each voucher, by voucher id. One query."""
    found = Decision.objects.filter(voucher__in=[voucher.pk for voucher in vouchers], verdict=Verdict.ENDORSE)
    latest = found.select_related("by_person").order_by("voucher_id", "-pk").distinct("voucher_id")
    return {decision.voucher_id: decision for decision in latest}


def endorsed_findings(vouchers: Iterable[Voucher]) -> dict[int, list[dict]]:
    """What the latest endorsement of each voucher stood beside, by voucher id. One query."""
    found = Decision.objects.filter(voucher__in=[voucher.pk for voucher in vouchers], verdict=Verdict.ENDORSE)
    latest = found.order_by("voucher_id", "-pk").distinct("voucher_id")
    return dict(latest.values_list("voucher_id", "findings"))


def last_decision(voucher: Voucher) -> Decision | None:
    return Decision.objects.filter(voucher=voucher).order_by("-pk").first()
