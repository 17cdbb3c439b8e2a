"""Payees worth looking at: one paid to NemKonto, one who has left it, a speaker, and an account that was changed.

The CPR numbers are nobody's: sixty is added to the day.
"""

import datetime
from collections.abc import Iterator
from decimal import Decimal

from django.utils import timezone

from clusters.models import User
from expenses.actions.save_nemkonto import opt_out, save_own_nemkonto, save_speaker_nemkonto
from expenses.actions.save_payee import PayTo, save_own_account, save_supplier_account
from expenses.enums import CostCategory, PayeeKind
from expenses.states import VoucherState
from klyngeokonomi.danish.bank_account import BankAccount
from klyngeokonomi.demo.cast import Cast
from klyngeokonomi.demo.clock import days_ago
from klyngeokonomi.demo.vouchers import Claim, Step
from meetings.models import Meeting

SPEAKER = "Otto Oplæg (opdigtet)"
DEPUTYS, BOARDS, SPEAKERS = "6101809999", "7202789999", "8303779999"


def payees(cast: Cast, secretary: User) -> Iterator[Step]:
    yield days_ago(340), lambda: save_own_nemkonto(DEPUTYS, by=cast.deputy)
    yield days_ago(200), lambda: _leave(cast.board)
    yield days_ago(45), lambda: _speaker(cast, secretary)
    yield days_ago(1), lambda: save_own_account(_account("7777000001"), by=cast.members[1])


def nemkonto_claim(cast: Cast, latest: Meeting) -> Claim:
    """Of the deputy, ready to be paid."""
    return Claim(
        cast.deputy,
        CostCategory.TRANSPORT,
        "Prøve Taxa",
        Decimal("212.00"),
        latest.ends_at + datetime.timedelta(days=1, hours=10),
        VoucherState.APPROVED,
        "Taxa med plancherne til mødet",
        latest,
        has_vat=False,
        stated={"prior_agreement": True},
        nemkonto=DEPUTYS,
    )


def _account(number: str) -> PayTo:
    """Registration number 0000 is no bank's."""
    return PayTo.bank(BankAccount("0000", number))


def _leave(user: User) -> None:
    opt_out(save_own_nemkonto(BOARDS, by=user), by=user)


def _speaker(cast: Cast, secretary: User) -> None:
    account = save_supplier_account(
        cast.cluster, by=cast.coordinator, name=SPEAKER, to=_account("7777000002"), kind=PayeeKind.SPEAKER
    )
    save_speaker_nemkonto(account.payee, SPEAKERS, by=secretary, told_on=timezone.localdate())
