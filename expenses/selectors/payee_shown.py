"""A payee's accounts as they are shown: what stands in the way of each, what was told, who answered."""

from dataclasses import dataclass

from django.db.models import QuerySet

from expenses.enums import NoticeStep, PayMethod
from expenses.models import (
    AccountConfirmation,
    NemkontoNotice,
    Payee,
    PayeeAccount,
    PayeeIdentity,
    Voucher,
)
from expenses.policy.paying_to import why_not_pay
from expenses.selectors.pay_to import place_shown
from expenses.selectors.payable import facts_of, with_facts
from expenses.states import FINAL, VoucherState


@dataclass(frozen=True, slots=True)
class AccountShown:
    """`sentence` is why nothing may be paid there now. `notices` are about NemKonto, the newest first."""

    account: PayeeAccount
    sentence: str | None
    answer: AccountConfirmation | None
    notices: list[NemkontoNotice]

    @property
    def place(self) -> str:
        return place_shown(self.account)

    @property
    def may_be_left(self) -> bool:
        """A NemKonto that has not been opted out of."""
        newest = self.notices[0].step if self.notices else None
        return self.account.method == PayMethod.NEMKONTO and newest == NoticeStep.TOLD


def accounts_shown(accounts: QuerySet[PayeeAccount]) -> list[AccountShown]:
    """The newest first. Two queries."""
    found = with_facts(accounts).select_related(
        "payee", "identity", "created_by__person", "confirmation__by__person", "replaces"
    )
    return [
        AccountShown(
            one, why_not_pay(facts_of(one)), getattr(one, "confirmation", None), list(one.notices.all())
        )
        for one in found.prefetch_related("notices__by__person")
    ]


def payees_with_number(identity: PayeeIdentity) -> list[Payee]:
    """Other payees for whom the same CPR number was written: a finding for the secretariat. One query."""
    same = Payee.objects.filter(identities__fingerprint=identity.fingerprint)
    return list(same.exclude(pk=identity.payee_id).select_related("cluster").distinct().order_by("pk"))


def open_vouchers(payee: Payee) -> QuerySet[Voucher]:
    """Sent and not yet paid, the oldest first: what another account holds up."""
    done = (*FINAL, VoucherState.PAID)
    sent = Voucher.objects.filter(payee=payee, number__isnull=False).exclude(state__in=done)
    return sent.select_related("cluster", "payee_account").oldest_first()
