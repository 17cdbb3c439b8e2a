"""The accounts a person is offered to be paid on, or to pay a supplier on; and the number kept for one's NemKonto."""

from collections.abc import Iterable

from cryptography.fernet import InvalidToken

from clusters.models import Cluster, Person
from expenses.enums import MET_BY_CLUSTER, NoticeStep, PayMethod
from expenses.models import PayeeAccount, PayeeIdentity, Voucher
from expenses.models.payee_identity import LAST_WRITTEN
from expenses.policy.paying_to import AccountFacts
from expenses.selectors.payable import facts_of, with_facts
from klyngeokonomi.statement import Statement

MOST = 3
LOOKED_AT = 10
UNREADABLE = "kan ikke læses lige nu"


def own_accounts(person: Person) -> list[PayeeAccount]:
    """The person's own accounts, the one last used first. Not what PLO has refused, nor a NemKonto opted out of."""
    accounts = _standing(_OWN.all(person=person.pk))[:MOST]
    if len(accounts) < 2:
        return accounts
    last = _LAST_USED.one(payee=accounts[0].payee_id)
    return sorted(accounts, key=lambda account: account.pk != last)


_OWN: Statement[PayeeAccount] = Statement(
    lambda person: with_facts(PayeeAccount.objects.filter(payee__person=person))[:LOOKED_AT]
)
_LAST_USED: Statement[int] = Statement(
    lambda payee: (
        Voucher.objects.filter(payee=payee, payee_account__isnull=False)
        .order_by("-pk")
        .values_list("payee_account_id", flat=True)[:1]
    )
)
"""By an index of its own: a payee's vouchers are not sorted to find the last."""


def supplier_accounts(cluster: Cluster, name: str) -> list[PayeeAccount]:
    """Where the cluster may pay this supplier or speaker: accounts that are its first, or that PLO has confirmed.

    Payment lines are left out: each belongs to one invoice.
    """
    if not name.strip():
        return []
    met = PayeeAccount.objects.filter(
        payee__kind__in=MET_BY_CLUSTER, payee__cluster=cluster, payee__name__iexact=" ".join(name.split())
    ).exclude(method=PayMethod.FIK)
    return [one for one in _standing(with_facts(met)[:LOOKED_AT]) if _trusted(facts_of(one))][:MOST]


def _standing(accounts: Iterable[PayeeAccount]) -> list[PayeeAccount]:
    return [one for one in accounts if _stands(facts_of(one))]


def _stands(facts: AccountFacts) -> bool:
    return facts.answer is not False and (not facts.is_nemkonto or facts.notice == NoticeStep.TOLD)


def _trusted(facts: AccountFacts) -> bool:
    return bool(facts.answer) or not facts.changed


def own_number(person: Person) -> str:
    """The CPR number kept for the person's NemKonto, masked; empty when there is none."""
    identity = _NUMBER.one(person=person.pk)
    return masked_number(identity) if identity else ""


_NUMBER: Statement[PayeeIdentity] = Statement(
    lambda person: PayeeIdentity.objects.filter(payee__person=person).order_by(*LAST_WRITTEN)[:1]
)


def place_shown(account: PayeeAccount) -> str:
    """The account in whole, for the secretariat and the auditor; of NemKonto the number it goes by, a CPR masked."""
    if account.method != PayMethod.NEMKONTO:
        return str(account)
    if account.identity is None:
        return f"NemKonto efter CVR-nummer {account.payee.cvr}"
    return f"NemKonto efter CPR-nummer {masked_number(account.identity)}"


def masked_number(identity: PayeeIdentity) -> str:
    """DDMMYY-XXXX; a word when no key opens it, so that the page stands."""
    try:
        return identity.masked
    except InvalidToken:
        return UNREADABLE
