"""A second person answers about a changed account: until then nothing is paid to its payee."""

from typing import TYPE_CHECKING

from expenses.models import AccountConfirmation, Payee, PayeeAccount
from expenses.permissions import why_not_answer_account
from klyngeokonomi.act import act, part
from klyngeokonomi.audit.record import record
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User


@act
def confirm_account(account: PayeeAccount, *, by: "User") -> AccountConfirmation:
    """The same place in other rows of the payee (each invoice has its own payment line) is answered with it."""
    account = _locked(account, by=by, tried="Bekræft kontoen")
    same = account.payee.accounts.awaiting().filter(destination=account.destination)
    for one in same.exclude(pk=account.pk).select_related("payee", "created_by", "confirmation"):
        if why_not_answer_account(by, one) is None:
            _answer(one, by=by, confirmed=True)
    return _answer(account, by=by, confirmed=True)


@act
def refuse_account(account: PayeeAccount, *, by: "User", reason: str) -> AccountConfirmation:
    """Nothing is ever paid to it; vouchers that name it go back to their owners. Raises Refused without a reason."""
    account = _locked(account, by=by, tried="Afvis kontoen")
    if not reason.strip():
        raise Refused("Skriv, hvorfor kontoen afvises.")
    return _answer(account, by=by, confirmed=False, reason=reason.strip())


@part
def _locked(account: PayeeAccount, *, by: "User", tried: str) -> PayeeAccount:
    Payee.objects.select_for_update(of=("self",)).get(pk=account.payee_id)
    found = PayeeAccount.objects.select_related("payee", "created_by", "confirmation").get(pk=account.pk)
    if sentence := why_not_answer_account(by, found):
        raise Refused(sentence, on=found, tried=tried)
    return found


@part
def _answer(account: PayeeAccount, *, by: "User", confirmed: bool, reason: str = "") -> AccountConfirmation:
    answer = AccountConfirmation.objects.create(account=account, confirmed=confirmed, reason=reason, by=by)
    record(
        "account_confirmed" if confirmed else "account_refused",
        by=by,
        subject=account,
        cluster_id=account.payee.cluster_id,
        text=f"{account.payee}: {account.masked}{f'. {reason}' if reason else ''}",
    )
    return answer
