"""The one door before money goes to an account: why it may not, and what the bank is told of a NemKonto."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from expenses.enums import PayMethod
from expenses.models import NemkontoNotice, PayeeAccount
from expenses.policy.paying_to import AccountFacts, why_not_pay


def why_not_pay_to(accounts: Iterable[PayeeAccount]) -> dict[int, str]:
    """A Danish sentence for each account, by its id, that nothing may be paid to now. One query for them all."""
    found = with_facts(PayeeAccount.objects.filter(pk__in={account.pk for account in accounts}))
    sentences = {account.pk: why_not_pay(facts_of(account)) for account in found}
    return {pk: sentence for pk, sentence in sentences.items() if sentence}


def with_facts(accounts: QuerySet[PayeeAccount]) -> QuerySet[PayeeAccount]:
    """What facts_of() asks for, joined."""
    notices = NemkontoNotice.objects.filter(account=OuterRef("pk")).order_by("-pk")
    waiting = PayeeAccount.objects.awaiting().order_by().filter(payee=OuterRef("payee"))
    return accounts.select_related("payee", "confirmation").annotate(
        newest_notice=Subquery(notices.values("step")[:1]), change_waits=Exists(waiting)
    )


def facts_of(account: PayeeAccount) -> AccountFacts:
    """Of an account from with_facts()."""
    answer = getattr(account, "confirmation", None)
    return AccountFacts(
        changed=account.replaces_id is not None,
        answer=None if answer is None else answer.confirmed,
        change_waits=account.change_waits,
        is_nemkonto=account.method == PayMethod.NEMKONTO,
        has_number=account.identity_id is not None or bool(account.payee.cvr),
        notice=account.newest_notice,
    )


def nemkonto_numbers(account_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """("cpr" or "cvr", the number) for each NemKonto, by the account's id: for the bank's file alone. One query.

    Opens the vault; raises InvalidToken with a wrong key. What it gives is never kept, shown or logged.
    """
    accounts = PayeeAccount.objects.filter(pk__in=set(account_ids), method=PayMethod.NEMKONTO)
    return {
        one.pk: ("cpr", one.identity.number) if one.identity else ("cvr", one.payee.cvr)
        for one in accounts.select_related("identity", "payee")
    }
