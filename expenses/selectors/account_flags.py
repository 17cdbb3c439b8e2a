"""What has happened to a payee's accounts that whoever looks at a voucher must know; and who else is paid there."""

from collections.abc import Iterable

from django.db.models import Q

from expenses.enums import MET_BY_CLUSTER, PayMethod
from expenses.models import Payee, PayeeAccount, Voucher
from expenses.policy.paying_to import why_not_pay
from expenses.selectors.payable import facts_of, with_facts
from expenses.states import FINAL, VoucherState

CHANGED_SINCE = (
    "Modtageren har fået en anden konto, efter bilaget blev sendt. Det betales til den, der står på bilaget."
)


def account_flags(voucher: Voucher) -> list[str]:
    """Danish sentences for its owner, its coordinator and the secretariat, while it is not paid. One query."""
    if voucher.payee_account_id is None or voucher.state in (*FINAL, VoucherState.PAID):
        return []
    asked = Q(pk=voucher.payee_account_id) | Q(payee=voucher.payee_id, replaces__isnull=False)
    found = list(with_facts(PayeeAccount.objects.filter(asked)))
    own = next(one for one in found if one.pk == voucher.payee_account_id)
    sentence = why_not_pay(facts_of(own))
    since = voucher.submitted_at
    changed = since is not None and any(
        facts_of(one).answer and one.created_at > since and one.destination != own.destination
        for one in found
    )
    return [*([sentence] if sentence else []), *([CHANGED_SINCE] if changed else [])]


def others_paid_there(account: PayeeAccount) -> list[Payee]:
    """Other payees with the same account, or the same CPR number: a finding for the secretariat. One query.

    One supplier met by several clusters is several payees, and no finding (ADR 0009).
    """
    payees = Payee.objects.exclude(pk=account.payee_id).select_related("cluster", "person")
    if account.method != PayMethod.NEMKONTO:
        found = payees.filter(accounts__destination=account.destination)
    elif account.identity is not None:
        found = payees.filter(identities__fingerprint=account.identity.fingerprint)
    else:
        return []
    return _without_the_same_supplier(account.payee, found.distinct().order_by("pk"))


def _without_the_same_supplier(payee: Payee, others: Iterable[Payee]) -> list[Payee]:
    return [one for one in others if not _same_supplier(payee, one)]


def _same_supplier(one: Payee, other: Payee) -> bool:
    if one.kind != other.kind or one.kind not in MET_BY_CLUSTER or one.cluster_id == other.cluster_id:
        return False
    if one.cvr and other.cvr:
        return one.cvr == other.cvr
    return one.name.casefold() == other.name.casefold()
