"""What is kept back of A-income: of fees that are to be paid, and of payments that are made."""

from collections.abc import Iterable

from approvals.models import Payment, Withholding
from clusters.enums import IncomeKind
from expenses.enums import VoucherKind
from expenses.models import Voucher
from expenses.selectors.fees import standing_decisions
from expenses.states import VoucherState

WAITS_FOR_TAX = "Skriv AM-bidrag og A-skat, før honoraret kan betales."


def withheld_from(vouchers: Iterable[Voucher]) -> dict[int, Withholding | None]:
    """By voucher id, of the A-income fees among them as they stand: None where nothing is entered yet.

    The newest of the version counts. One query when there are fees, and one more when some are A-income.
    """
    decided = standing_decisions(one for one in vouchers if one.kind == VoucherKind.FEE)
    versions = {pk: one.version for pk, one in decided.items() if one.income_kind == IncomeKind.A}
    if not versions:
        return {}
    found: dict[int, Withholding | None] = dict.fromkeys(versions)
    for row in Withholding.objects.filter(voucher__in=versions).select_related("by__person").order_by("pk"):
        if row.version == versions[row.voucher_id]:
            found[row.voucher_id] = row
    return found


def withheld_of(payments: Iterable[Payment | int]) -> dict[int, Withholding]:
    """By payment id, what was kept back of those that had something to keep back, as it stood when built. One query."""
    wanted = [one if isinstance(one, int) else one.pk for one in payments]
    found = Payment.objects.filter(pk__in=wanted, withholding__isnull=False).select_related("withholding")
    return {one.pk: one.withholding for one in found.order_by("pk")}


def why_not_withhold_from(voucher: Voucher) -> str | None:
    """As far as the voucher is concerned: an A-income fee, until it lies in a payment run."""
    if voucher.pk not in withheld_from([voucher]):
        return "Der holdes kun skat tilbage af et honorar, som er afgjort som A-indkomst."
    if voucher.state == VoucherState.SCHEDULED:
        return "Honoraret ligger i en betalingskørsel. Annullér kørslen, før AM-bidrag og A-skat ændres."
    if voucher.state == VoucherState.PAID:
        return "Honoraret er betalt. En fejl i AM-bidrag eller A-skat rettes i lønsystemet."
    if voucher.state not in (VoucherState.ENDORSED, VoucherState.APPROVED):
        return "AM-bidrag og A-skat skrives på et honorar, som klyngen har godkendt."
    return None
