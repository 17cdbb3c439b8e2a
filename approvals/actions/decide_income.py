"""The secretariat decides what fees and mileage are for tax. Only added to; the newest of the voucher as it stands
counts.
"""

from typing import TYPE_CHECKING

from approvals.permissions import why_not_decide_income
from clusters.enums import IncomeKind
from expenses.actions.locked_voucher import locked_voucher
from expenses.enums import PayeeKind
from expenses.models import IncomeDecision, Voucher
from expenses.selectors.fees import standing_decisions
from expenses.selectors.missing_fee import ONLY_B
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User


@act
def decide_income(voucher: Voucher, income_kind: IncomeKind, *, by: "User") -> IncomeDecision:
    """A-income or B-income; an invoice is no fee. The same again changes nothing. Raises Refused."""
    voucher = locked_voucher(voucher)
    if sentence := why_not_decide_income(by, voucher):
        raise Refused(sentence, on=voucher, tried="Afgør indkomst")
    if income_kind == IncomeKind.INVOICE:
        raise Refused("Skal der sendes en faktura, så returnér bilaget til medlemmet.")
    if income_kind == IncomeKind.A and voucher.payee.kind == PayeeKind.SUPPLIER:
        raise Refused(ONLY_B)
    stands = standing_decisions([voucher]).get(voucher.pk)
    if stands and stands.income_kind == income_kind:
        return stands
    decision = IncomeDecision.objects.create(
        voucher=voucher, version=voucher.version, income_kind=income_kind, by=by
    )
    record(
        "income_decided",
        by=by,
        subject=voucher,
        cluster_id=voucher.cluster_id,
        text=decision.get_income_kind_display(),
    )
    return decision
