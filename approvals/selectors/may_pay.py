"""Whether vouchers can be paid now, as far as they themselves are concerned."""

from approvals.selectors.withheld import WAITS_FOR_TAX, withheld_from
from expenses.models import Voucher
from expenses.selectors.payable import why_not_pay_to
from expenses.transitions import why_not_move

NO_PAYOUT = "Det er betalt med klyngens kort, så der er ikke noget at udbetale."


def why_not_pay_each(vouchers: list[Voucher]) -> list[str | None]:
    """As far as the vouchers themselves are concerned, whoever looks; A-income waits for its tax figures."""
    unpayable = why_not_pay_to(voucher.payee_account for voucher in vouchers if voucher.payee_account_id)
    withheld = withheld_from(vouchers)
    return [
        why_not_move(voucher, "schedule")
        or (NO_PAYOUT if voucher.payee_account_id is None else unpayable.get(voucher.payee_account_id))
        or (WAITS_FOR_TAX if voucher.pk in withheld and withheld[voucher.pk] is None else None)
        for voucher in vouchers
    ]
