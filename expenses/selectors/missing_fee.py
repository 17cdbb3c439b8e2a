"""What a request for a fee still lacks: the work and its pay, who is paid, and the number the pay is reported by."""

from collections.abc import Iterator

from clusters.enums import IncomeKind
from expenses.enums import SIGNS_IN, PayeeKind
from expenses.models import Fee, Voucher
from expenses.selectors.fees import fee_of, may_get_fee
from expenses.selectors.tax_receiver import known_to_tax

NO_WORK = "Sig, hvad honoraret er for."
NO_NAME = "Skriv navnet på den, der skal have honoraret."
NO_DAYS = "Skriv, hvornår arbejdet er gjort."
NO_PAY = "Skriv timer og timeløn, eller et fast beløb."
NO_INCOME = "Sig, om honoraret er A-indkomst eller B-indkomst."
NO_INVOICE = "Med CVR-nummer sendes en faktura. Vælg A- eller B-indkomst, eller send den som faktura."
NO_PAYEE = "Vælg, hvem der skal have pengene, og hvor de skal sættes ind."
OTHER_PAYEE = "Honoraret er til en anden end før. Vælg igen, hvor pengene skal sættes ind."
NO_NUMBER = "Skriv modtagerens CPR-nummer: honoraret skal meldes til skat."
NO_NUMBER_OUTSIDE = "Skriv, hvad Skat kender modtageren ved: honoraret skal meldes til skat."
ONLY_B = "Et firma med CVR-nummer kan kun få B-indkomst, eller sende en faktura."


def missing_of_fee(voucher: Voucher) -> Iterator[tuple[str, str, str]]:
    """The parts of Missing: step, field, sentence."""
    facts = fee_of(voucher)
    fee = facts.fee if facts else Fee()
    if not fee.work:
        yield "details", "work", NO_WORK
    if not voucher.supplier.strip():
        yield "details", "outsider", NO_NAME
    if voucher.voucher_date is None:
        yield "details", "period_to", NO_DAYS
    if voucher.gross <= 0:
        yield "details", "rate", NO_PAY
    if fee.income_kind in ("", IncomeKind.INVOICE):
        yield "details", "income_kind", NO_INVOICE if fee.income_kind else NO_INCOME
    if voucher.payee is None or voucher.payee_account_id is None:
        yield "payee", "payee", NO_PAYEE
    elif not _is_meant(voucher, fee):
        yield "payee", "payee", OTHER_PAYEE
    elif not known_to_tax(voucher.payee):
        yield "payee", "cpr", NO_NUMBER_OUTSIDE if fee.for_outsider else NO_NUMBER
    elif fee.income_kind == IncomeKind.A and voucher.payee.kind == PayeeKind.SUPPLIER:
        yield "details", "income_kind", ONLY_B


def _is_meant(voucher: Voucher, fee: Fee) -> bool:
    payee = voucher.payee
    if not fee.for_outsider:
        return payee.kind in SIGNS_IN
    return may_get_fee(payee) and payee.name.casefold() == " ".join(voucher.supplier.split()).casefold()
