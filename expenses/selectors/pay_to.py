"""The accounts a person is offered to be paid on, or to pay a supplier on."""

from clusters.models import Cluster, Person
from expenses.enums import PayeeKind, PayMethod
from expenses.models import PayeeAccount, Voucher
from klyngeokonomi.statement import Statement

MOST = 3


def own_accounts(person: Person) -> list[PayeeAccount]:
    """The person's own accounts, the one last used first."""
    accounts = list(PayeeAccount.objects.filter(payee__person=person).select_related("payee")[:MOST])
    if len(accounts) < 2:
        return accounts
    last = _LAST_USED.one(payee=accounts[0].payee_id)
    return sorted(accounts, key=lambda account: account.pk != last)


_LAST_USED: Statement[int] = Statement(
    lambda payee: (
        Voucher.objects.filter(payee=payee, payee_account__isnull=False)
        .order_by("-pk")
        .values_list("payee_account_id", flat=True)[:1]
    )
)
"""By an index of its own: a payee's vouchers are not sorted to find the last."""


def supplier_accounts(cluster: Cluster, name: str) -> list[PayeeAccount]:
    """Where the cluster has paid this supplier before. Payment lines are left out: each belongs to one invoice."""
    if not name.strip():
        return []
    return list(
        PayeeAccount.objects.filter(
            payee__kind=PayeeKind.SUPPLIER, payee__cluster=cluster, payee__name__iexact=" ".join(name.split())
        )
        .exclude(method=PayMethod.FIK)
        .select_related("payee")[:MOST]
    )
