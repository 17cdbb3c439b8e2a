"""The secretariat writes what payroll keeps back of an A-income fee. Only added to; the version's newest counts."""

from decimal import Decimal
from typing import TYPE_CHECKING

from approvals.models import Withholding
from approvals.permissions import why_not_enter_withholding
from approvals.policy.withholding import why_not_withhold
from approvals.selectors.withheld import withheld_from
from expenses.actions.locked_voucher import locked_voucher
from expenses.models import Voucher
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.money import format_kr
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User


@act
def enter_withholding(
    voucher: Voucher, *, am_contribution: Decimal, a_tax: Decimal, by: "User"
) -> Withholding:
    """DKK, of the whole fee as it stands. The same figures again change nothing. Raises Refused."""
    voucher = locked_voucher(voucher)
    if sentence := why_not_enter_withholding(by, voucher):
        raise Refused(sentence, on=voucher, tried="Skriv AM-bidrag og A-skat")
    if sentence := why_not_withhold(voucher.gross, am_contribution, a_tax):
        raise Refused(sentence)
    standing = withheld_from([voucher]).get(voucher.pk)
    if standing and (standing.am_contribution, standing.a_tax) == (am_contribution, a_tax):
        return standing
    entered = Withholding.objects.create(
        voucher=voucher,
        version=voucher.version,
        gross=voucher.gross,
        am_contribution=am_contribution,
        a_tax=a_tax,
        by=by,
    )
    record(
        "withholding_entered",
        by=by,
        subject=voucher,
        cluster_id=voucher.cluster_id,
        text=f"AM-bidrag {format_kr(am_contribution)}, A-skat {format_kr(a_tax)}",
    )
    return entered
