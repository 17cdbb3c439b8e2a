"""What has happened to a payee's accounts that whoever looks at a voucher must know; and who else is paid there."""

from collections.abc import Iterable

from django.db.models import Q

from expenses.enums import MET_BY_CLUSTER, PAYS_PERSON, PayMethod
from expenses.models import Payee, PayeeAccount, PayeeIdentity, Voucher
from expenses.policy.paying_to import why_not_pay
from expenses.selectors.payable import facts_of, with_facts
from expenses.selectors.tax_receiver import counting_numbers
from expenses.states import FINAL, VoucherState

CHANGED_SINCE = (
    "Modtageren har fået en anden konto, efter bilaget blev sendt. Det betales til den, der står på bilaget."
)
NUMBER_SINCE = "CPR-nummeret er skrevet om, efter bilaget blev sendt. Skat får det, der er skrevet sidst."


def account_flags(voucher: Voucher) -> list[str]:
    """Danish sentences for its owner, its coordinator and the secretariat, while it is not paid.

    One query, and one more for pay that is reported by a CPR number.
    """
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
    told = [sentence, CHANGED_SINCE if changed else "", NUMBER_SINCE if _number_since(voucher) else ""]
    return [one for one in told if one]


def _number_since(voucher: Voucher) -> bool:
    """Whoever asks for pay to the same speaker may write another number, and it counts for all of the speaker's pay."""
    if voucher.kind not in PAYS_PERSON or voucher.submitted_at is None:
        return False
    return PayeeIdentity.objects.filter(payee=voucher.payee_id, entered_at__gt=voucher.submitted_at).exists()


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


def others_with_number(voucher: Voucher) -> list[Payee]:
    """Other payees with the CPR number that the pay is reported by: they are told together, as one person.

    One speaker met by several clusters is no finding. Two queries, none for what is no pay.
    """
    if voucher.kind not in PAYS_PERSON or voucher.payee is None:
        return []
    own = counting_numbers().filter(payee=voucher.payee).first()
    if own is None:
        return []
    same = counting_numbers().filter(fingerprint=own.fingerprint).exclude(payee=voucher.payee)
    found = Payee.objects.filter(identities__in=same).select_related("cluster", "person").order_by("pk")
    return _without_the_same_supplier(voucher.payee, found)


def _without_the_same_supplier(payee: Payee, others: Iterable[Payee]) -> list[Payee]:
    return [one for one in others if not _same_supplier(payee, one)]


def _same_supplier(one: Payee, other: Payee) -> bool:
    if one.kind != other.kind or one.kind not in MET_BY_CLUSTER or one.cluster_id == other.cluster_id:
        return False
    if one.cvr and other.cvr:
        return one.cvr == other.cvr
    return one.name.casefold() == other.name.casefold()
