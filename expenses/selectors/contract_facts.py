"""Which contract of the register the payee of a claim for work has, on the day of the claim."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone

from clusters.models import Contract
from clusters.selectors.contracts import Held, held_in
from expenses.enums import CostCategory, VoucherKind
from expenses.models import Fee, Payee, Voucher
from expenses.policy.facts import Claim, ContractTerms
from expenses.selectors.contract_terms import terms_of
from expenses.selectors.fees import FeeFacts, is_party
from expenses.selectors.mileage import MileageFacts

TO_THE_SELLER = (VoucherKind.INVOICE, VoucherKind.CARD)


@dataclass(frozen=True, slots=True)
class Contracted:
    """A contract counts on the day; `mileage` tells whether one of them pays for driving beside the fee. `terms` are
    those of the one a request for a fee is made under."""

    mileage: bool
    terms: ContractTerms | None = None


def contracted(
    vouchers: Iterable[Voucher],
    claims: Mapping[int, Claim],
    fees: Mapping[int, FeeFacts],
    mileages: Mapping[int, MileageFacts],
) -> dict[int, Contracted]:
    """By voucher id, for those with a contract. No query unless some are for work or driving; then one, one more when a
    seller is to be paid for it, and one more for what was asked before under the contracts of the fees. Where a fee
    or a trip log names its contract, that one alone counts, and on all its days.
    """
    asked = [one for one in vouchers if _is_work(claims[one.pk])]
    if not asked:
        return {}
    held = held_in({one.cluster_id for one in asked})
    sellers = _sellers(asked)
    counts: dict[int, list[Held]] = {}
    for one in asked:
        day = claims[one.pk].event_date or timezone.localdate()
        fee = fees[one.pk].fee if one.pk in fees else None
        drive = mileages.get(one.pk)
        theirs = [it for it in held.get(one.cluster_id, []) if _is_payees(it.contract, one, sellers, fee)]
        if drive and drive.mileage.contract_id:
            theirs = [it for it in theirs if it.contract.pk == drive.mileage.contract_id]
        days = [day, *([fee.period_from, fee.period_to] if fee else [])]
        if drive and drive.trips:
            days = [trip.day for trip in drive.trips]
        if counting := _on(theirs, days):
            counts[one.pk] = counting
    meant = {pk: held[0] for pk, held in counts.items() if pk in fees and len(held) == 1}
    terms = terms_of(asked, meant, {pk: claims[pk].event_date for pk in meant})
    return {
        pk: Contracted(any(it.contract.mileage for it in held), terms.get(pk)) for pk, held in counts.items()
    }


def _is_work(claim: Claim) -> bool:
    return claim.is_fee or claim.kind == VoucherKind.MILEAGE or claim.has(CostCategory.MILEAGE)


def _on(held: Iterable[Held], days: Iterable[dt.date | None]) -> list[Held]:
    days = [day for day in days if day]
    return [one for one in held if all(one.on(day) for day in days)]


def _is_payees(contract: Contract, voucher: Voucher, sellers: Mapping[int, str], fee: Fee | None) -> bool:
    """A seller is known by CVR number, or by name, and so is who is paid a fee from outside; else the claimant."""
    if fee is not None:
        chosen = fee.contract_id in (None, contract.pk)
        return chosen and is_party(contract, voucher, voucher.supplier if fee.for_outsider else None)
    if voucher.kind not in TO_THE_SELLER:
        return contract.person_id == voucher.claimant_id
    cvr = sellers.get(voucher.payee_id or 0, "")
    by_name = contract.party.casefold() == voucher.supplier.strip().casefold()
    return (bool(cvr) and contract.cvr == cvr) or by_name


def _sellers(vouchers: list[Voucher]) -> dict[int, str]:
    """CVR numbers by payee id."""
    asked = {one.payee_id for one in vouchers if one.kind in TO_THE_SELLER and one.payee_id}
    return dict(Payee.objects.filter(pk__in=asked).values_list("pk", "cvr")) if asked else {}
