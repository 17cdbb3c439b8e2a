"""What the contract of a request for a fee agrees on, and what was asked for under it before."""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.utils import timezone

from clusters.models import Contract
from clusters.selectors.contracts import Held
from expenses.models import Fee, Voucher
from expenses.policy.facts import ContractTerms
from expenses.selectors.fees import is_party
from expenses.states import LIVE
from klyngeokonomi.money import ZERO


def terms_of(
    vouchers: Iterable[Voucher], meant: Mapping[int, Held], days: Mapping[int, dt.date | None]
) -> dict[int, ContractTerms]:
    """By voucher id, for those in `meant`; `days` are the event dates. One query when there are any."""
    asked = [one for one in vouchers if one.pk in meant]
    if not asked:
        return {}
    sent = Fee.objects.filter(
        voucher__cluster__in={one.cluster_id for one in asked},
        voucher__number__isnull=False,
        voucher__state__in=LIVE,
    )
    fees = list(sent.select_related("voucher"))
    return {
        one.pk: _terms(
            meant[one.pk].contract,
            [fee for fee in fees if _is_before(fee.voucher, one) and _is_under(fee, meant[one.pk])],
            (days.get(one.pk) or timezone.localdate()).year,
        )
        for one in asked
    }


def _terms(contract: Contract, before: list[Fee], year: int) -> ContractTerms:
    hours = [one.hours for one in before if one.hours and one.voucher.voucher_date.year == year]
    return ContractTerms(
        hourly_rate=contract.hourly_rate,
        hours=contract.hours,
        fixed_sum=contract.fixed_sum,
        hours_before=sum(hours, Decimal("0.00")),
        sum_before=sum((one.voucher.gross for one in before), ZERO),
    )


def _is_under(fee: Fee, held: Held) -> bool:
    """Asked for under it by name, or by its party, on its days, with no contract named."""
    contract, voucher = held.contract, fee.voucher
    if voucher.cluster_id != contract.cluster_id or not held.on(voucher.voucher_date):
        return False
    if fee.contract_id is not None:
        return fee.contract_id == contract.pk
    return is_party(contract, voucher, voucher.supplier if fee.for_outsider else None)


def _is_before(other: Voucher, one: Voucher) -> bool:
    """Before one that is not sent yet are all that are."""
    if other.pk == one.pk:
        return False
    return one.submitted_at is None or (other.submitted_at, other.pk) < (one.submitted_at, one.pk)
