"""Two requests for fees: the coordinator's own, ready for the secretariat, and a speaker's, on the coordinator's desk.

The CPR numbers are nobody's: sixty is added to the day.
"""

import datetime
import uuid
from collections.abc import Iterator
from decimal import Decimal

from django.utils import timezone

from approvals.actions.endorse_voucher import endorse_voucher
from approvals.selectors.checklist import checklist_of
from clusters.enums import IncomeKind
from clusters.models import Contract, User
from expenses.actions.edit_fee import FeeInput, HoursInput, edit_fee
from expenses.actions.edit_voucher import edit_voucher
from expenses.actions.keep_fee_abroad import Abroad, keep_fee_abroad
from expenses.actions.keep_fee_number import keep_fee_number
from expenses.actions.save_payee import PayTo, save_own_account, save_supplier_account
from expenses.actions.start_voucher import start_voucher
from expenses.actions.submit_voucher import submit_voucher
from expenses.enums import FeeWork, PayeeKind, VoucherKind
from expenses.models import PayeeAccount, Voucher
from klyngeokonomi.danish.bank_account import BankAccount
from klyngeokonomi.demo.cast import Cast
from klyngeokonomi.demo.clock import days_ago
from klyngeokonomi.demo.vouchers import Step

COORDINATORS, SPEAKERS = "6304759999", "8405709999"
MALMO = Abroad(datetime.date(1970, 1, 10), "Provgatan 1", "211 00", "Malmö", "SE")
SPEAKER = "Frida Foredrag (opdigtet)"
RATE = Decimal("1072.02")
PLANNING = "Planlægning af klyngemødet og gennemsyn af bilag."


def fees(cast: Cast) -> Iterator[Step]:
    made: list[Voucher] = []
    yield days_ago(4), lambda: made.append(_coordinators(cast))
    yield days_ago(3), lambda: _endorse(made[0], by=cast.deputy)
    yield days_ago(2), lambda: outside_talk(cast, "Oplæg om demens i almen praksis, med forberedelse", ago=6)


def _endorse(voucher: Voucher, *, by: User) -> None:
    endorse_voucher(voucher, by=by, answers=checklist_of(voucher).keys)


def _coordinators(cast: Cast) -> Voucher:
    """Five hours by the contract."""
    by, today = cast.coordinator, timezone.localdate()
    day = max(today - datetime.timedelta(days=5), datetime.date(today.year, 1, 1))
    said = FeeInput(
        work=FeeWork.COORDINATOR,
        rate=RATE,
        contract=Contract.objects.counting().filter(cluster=cast.cluster, person=by.person).first(),
        income_kind=IncomeKind.B,
    )
    sheet = [
        HoursInput(day, "Planlægning af klyngemødet", Decimal("3.00")),
        HoursInput(day, "Bilag og regnskab", Decimal("2.00")),
    ]
    voucher = written(cast, by, said, sheet)
    account = save_own_account(PayTo.bank(BankAccount("0000", f"{5000000000 + by.pk:010d}")), by=by)
    return sent(voucher, account, COORDINATORS, by=by)


def outside_talk(cast: Cast, what: str, *, ago: int, abroad: str = "") -> Voucher:
    """A member asks for the speaker's fee, so many days after the talk; `abroad` names one without a CPR number."""
    by, day = cast.members[0], timezone.localdate() - datetime.timedelta(days=ago)
    said = FeeInput(
        work=FeeWork.SPEAKER,
        for_outsider=True,
        outsider=abroad or SPEAKER,
        fixed_sum=Decimal("6500.00"),
        income_kind=IncomeKind.B,
    )
    voucher = written(cast, by, said, [HoursInput(day, what, Decimal("7.00"))])
    to = PayTo.bank(BankAccount("0000", "9000004712" if abroad else "9000004711"))
    account = save_supplier_account(
        cast.cluster, by=by, name=abroad or SPEAKER, to=to, kind=PayeeKind.SPEAKER
    )
    return sent(voucher, account, "" if abroad else SPEAKERS, by=by)


def written(cast: Cast, by: User, said: FeeInput, sheet: list[HoursInput]) -> Voucher:
    voucher = start_voucher(cast.cluster, by=by, form_key=uuid.uuid4(), kind=VoucherKind.FEE)
    return edit_fee(voucher, said, by=by, sheet=sheet, no_meeting_reason=PLANNING)


def sent(voucher: Voucher, account: PayeeAccount, cpr: str, *, by: User) -> Voucher:
    """Without a CPR number tax knows the payee by an address in Sweden."""
    edit_voucher(voucher, by=by, payee=account.payee, payee_account=account)
    if cpr:
        keep_fee_number(voucher, cpr, by=by)
    else:
        keep_fee_abroad(voucher, MALMO, by=by)
    return submit_voucher(voucher, by=by)
