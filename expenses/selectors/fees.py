"""What requests for fees say beside their vouchers; no query for vouchers of other kinds."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q

from clusters.models import Contract
from clusters.selectors.contracts import held_in
from expenses.enums import PAYS_PERSON, PayeeKind, VoucherKind
from expenses.models import Fee, FeeHours, IncomeDecision, Payee, Voucher
from expenses.states import LIVE

LATEST = 3
FEE_FROM_OUTSIDE = Q(kind=PayeeKind.SPEAKER) | (Q(kind=PayeeKind.SUPPLIER) & ~Q(cvr=""))


@dataclass(frozen=True, slots=True)
class FeeFacts:
    """A fee and its time sheet, in order."""

    fee: Fee
    sheet: tuple[FeeHours, ...]

    @property
    def content(self) -> dict[str, Any]:
        """What a decision is taken on, as plain data."""
        fee = self.fee
        return {
            "work": fee.work,
            "for_outsider": fee.for_outsider,
            "from": fee.period_from.isoformat() if fee.period_from else None,
            "to": fee.period_to.isoformat() if fee.period_to else None,
            "hours": _text(fee.hours),
            "rate": _text(fee.rate),
            "fixed_sum": _text(fee.fixed_sum),
            "contract": fee.contract_id,
            "income_kind": fee.income_kind,
            "sheet": [
                {"day": one.day.isoformat(), "what": one.what, "hours": str(one.hours)} for one in self.sheet
            ],
        }


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


def fees_of(vouchers: Iterable[Voucher]) -> dict[int, FeeFacts]:
    """By voucher id, of those that ask for a fee; read afresh. Two queries when there are any."""
    asked = [one.pk for one in vouchers if one.kind == VoucherKind.FEE]
    if not asked:
        return {}
    sheets: dict[int, list[FeeHours]] = defaultdict(list)
    for row in FeeHours.objects.filter(voucher__in=asked).order_by("voucher_id", "position"):
        sheets[row.voucher_id].append(row)
    fees = Fee.objects.filter(voucher__in=asked).select_related("contract__person")
    return {fee.voucher_id: FeeFacts(fee, tuple(sheets[fee.voucher_id])) for fee in fees}


def fee_of(voucher: Voucher) -> FeeFacts | None:
    return fees_of([voucher]).get(voucher.pk)


def pays_claimant(voucher: Voucher) -> bool:
    """An outlay, mileage, and a fee for one's own work."""
    if voucher.kind != VoucherKind.FEE:
        return voucher.kind in (VoucherKind.OUTLAY, VoucherKind.MILEAGE)
    facts = fee_of(voucher)
    return facts is None or not facts.fee.for_outsider


def met_from_outside(voucher: Voucher) -> Payee | None:
    """The person or company from outside whom the cluster knows by the name on the voucher; the one chosen for it
    goes before another of that name."""
    name = " ".join(voucher.supplier.split())
    met = Payee.objects.filter(FEE_FROM_OUTSIDE, cluster=voucher.cluster_id, name__iexact=name)
    found = list(met.order_by("kind", "pk")) if name else []
    return next((one for one in found if one.pk == voucher.payee_id), found[0] if found else None)


def may_get_fee(payee: Payee) -> bool:
    """A person from outside, or a company tax knows by its CVR number."""
    return payee.kind == PayeeKind.SPEAKER or (payee.kind == PayeeKind.SUPPLIER and payee.cvr != "")


def contracts_to_choose(voucher: Voucher) -> list[Contract]:
    """Those that count: the claimant's own, and those with people from outside. One query."""
    held = held_in([voucher.cluster_id]).get(voucher.cluster_id, [])
    mine = (None, voucher.claimant_id)
    return [one.contract for one in held if one.contract.person_id in mine]


def why_not_contract(
    voucher: Voucher, contract: Contract, *, outsider: str | None, days: Iterable[dt.date | None]
) -> str | None:
    """Only the party's own, and one that counts on the days of the work. `outsider` is None for the claimant's."""
    held = held_in([voucher.cluster_id]).get(voucher.cluster_id, [])
    found = next((one for one in held if one.contract.pk == contract.pk), None)
    if found is None:
        return "Kontrakten gælder ikke. Vælg en anden, eller læg papiret ved."
    if not is_party(found.contract, voucher, outsider):
        return "Kontrakten er med en anden. Vælg den, der er med modtageren."
    if not all(found.on(day) for day in days if day):
        return "Kontrakten gælder ikke på de dage, arbejdet er gjort."
    return None


def is_party(contract: Contract, voucher: Voucher, outsider: str | None) -> bool:
    """Whether the contract is with who is paid: the claimant, or the one from outside by that name."""
    if outsider is None:
        return contract.person_id == voucher.claimant_id
    return contract.outsider != "" and contract.outsider.casefold() == outsider.strip().casefold()


def standing_decisions(vouchers: Iterable[Voucher]) -> dict[int, IncomeDecision]:
    """What the secretariat has decided of the vouchers as they stand, by voucher id. One query when there are fees
    or mileage."""
    versions = {one.pk: one.version for one in vouchers if one.kind in PAYS_PERSON}
    if not versions:
        return {}
    found: dict[int, IncomeDecision] = {}
    rows = IncomeDecision.objects.filter(voucher__in=versions).select_related("by__person")
    for one in rows.order_by("pk"):
        if one.version == versions[one.voucher_id]:
            found[one.voucher_id] = one
    return found


def earlier_fees(voucher: Voucher, name: str) -> tuple[list[Fee], list[Fee]]:
    """The latest sent before: of who is paid, and of the others of the cluster. Two queries."""
    sent = Fee.objects.filter(
        voucher__cluster=voucher.cluster_id, voucher__number__isnull=False, voucher__state__in=LIVE
    ).exclude(voucher=voucher.pk)
    newest = sent.select_related("voucher").order_by("-voucher__submitted_at", "-pk")
    theirs = newest.filter(voucher__supplier__iexact=name)
    return list(theirs[:LATEST]), list(newest.exclude(voucher__supplier__iexact=name)[:LATEST])
