"""Last month's pay for work: the coordinator's and a guest's as B-income, a board member's with tax withheld.

All are sent by the bank in the middle of the month, and the month's fee statements are issued on its own clock. The
guest lives abroad, where digital post does not reach. A speaker of the month before has closed her account: her
statement is corrected.
"""

import datetime
import uuid
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial

from django.utils import timezone

from approvals.actions.approve_voucher import approve_voucher
from approvals.actions.bank_user import bank_user
from approvals.actions.bounce_payment import bounce_payment
from approvals.actions.build_batch import build_batch
from approvals.actions.decide_income import decide_income
from approvals.actions.endorse_voucher import endorse_voucher
from approvals.actions.enter_withholding import enter_withholding
from approvals.actions.release_batch import release_batch
from approvals.actions.run_fees import compose_run, start_by_clock
from approvals.actions.settle_payment import settle_payment
from approvals.models import Batch
from approvals.policy.withholding import am_contribution
from approvals.selectors.checklist import checklist_of
from approvals.transitions import move_batch
from clusters.enums import IncomeKind
from clusters.models import Contract, User
from expenses.actions.confirm_account import confirm_account
from expenses.actions.edit_fee import FeeInput, HoursInput
from expenses.actions.save_payee import PayTo, save_own_account
from expenses.enums import FeeWork
from expenses.models import Voucher
from klyngeokonomi.danish.bank_account import BankAccount
from klyngeokonomi.danish.bank_days import next_bank_day
from klyngeokonomi.danish.months import last_of, month_before
from klyngeokonomi.demo.cast import Cast
from klyngeokonomi.demo.clock import days_ago
from klyngeokonomi.demo.fees import COORDINATORS, RATE, outside_talk, sent, written
from klyngeokonomi.demo.payees import BOARDS
from klyngeokonomi.demo.vouchers import Step

Act = Callable[[], Voucher]
A_TAX = Decimal("828.00")
A_QUARTER = Decimal("2250.00")
GUEST = "Gunnar Gæst (opdigtet)"
TALK = "Oplæg om sårbare patienter, med forberedelse"


def paid_fees(cast: Cast, staff: list[User]) -> Iterator[Step]:
    """Two months of it. What was paid in the first comes back from the bank in the second, when it is told already."""
    today = timezone.localdate()
    month = month_before(today)
    talks: list[Voucher] = []
    yield from _paid_in(month_before(month), [lambda: outside_talk(cast, TALK, ago=3)], cast, staff, talks)
    yield days_ago((today - month.replace(day=20)).days), lambda: _bounced(talks[0])
    asked = [lambda: _boards(cast), lambda: outside_talk(cast, TALK, ago=3, abroad=GUEST)]
    if month.year == today.year:  # the coordinator's contract follows the year
        asked.insert(0, lambda: _coordinators(cast))
    yield from _paid_in(month, asked, cast, staff, [])


def _paid_in(
    month: datetime.date, asked: list[Act], cast: Cast, staff: list[User], made: list[Voucher]
) -> Iterator[Step]:
    """Asked for on the 5th, approved on the 8th, with the bank on the 10th; told when the month has ended."""
    today = timezone.localdate()
    built: list[Batch] = []

    def ago(day: int) -> int:
        return (today - month.replace(day=day)).days

    for hour, act in enumerate(asked, start=12):
        yield days_ago(ago(5), hour), partial(_keep, made, act)
    yield days_ago(ago(7)), lambda: _endorse(made, cast)
    yield days_ago(ago(8)), lambda: _approve(made, by=staff[0])
    yield days_ago(ago(10)), lambda: built.append(_built(made, by=staff[0]))
    yield days_ago(ago(10), 13), lambda: release_batch(built[0], by=staff[1])
    yield days_ago(ago(10), 14), lambda: move_batch(Batch.objects.get(pk=built[0].pk), "send")
    yield days_ago(ago(16)), lambda: _answered(Batch.objects.get(pk=built[0].pk))
    opens = next_bank_day(last_of(month))
    if opens < today:
        yield days_ago((today - opens).days, 7), _statements


def _keep(made: list[Voucher], act: Act) -> None:
    made.append(act())


def _coordinators(cast: Cast) -> Voucher:
    by, day = cast.coordinator, timezone.localdate() - datetime.timedelta(days=3)
    held = Contract.objects.counting().filter(cluster=cast.cluster, person=by.person)
    said = FeeInput(work=FeeWork.COORDINATOR, rate=RATE, contract=held.first(), income_kind=IncomeKind.B)
    voucher = written(cast, by, said, [HoursInput(day, "Planlægning af efterårets møder", Decimal("4.50"))])
    account = save_own_account(PayTo.bank(BankAccount("0000", f"{5000000000 + by.pk:010d}")), by=by)
    return sent(voucher, account, COORDINATORS, by=by)


def _boards(cast: Cast) -> Voucher:
    by, day = cast.board, timezone.localdate() - datetime.timedelta(days=4)
    held = Contract.objects.counting().filter(cluster=cast.cluster, person=by.person)
    said = FeeInput(work=FeeWork.BOARD, fixed_sum=A_QUARTER, contract=held.first(), income_kind=IncomeKind.A)
    voucher = written(cast, by, said, [HoursInput(day, "Arbejde i bestyrelsen i kvartalet", Decimal("5.00"))])
    account = save_own_account(PayTo.bank(BankAccount("0000", f"{6000000000 + by.pk:010d}")), by=by)
    return sent(voucher, account, BOARDS, by=by)


def _endorse(made: list[Voucher], cast: Cast) -> None:
    """The deputy says yes to the coordinator's own, the coordinator to the others'."""
    for voucher in made:
        by = cast.deputy if voucher.claimant_id == cast.coordinator.person_id else cast.coordinator
        endorse_voucher(voucher, by=by, answers=checklist_of(voucher).keys)


def _approve(made: list[Voucher], *, by: User) -> None:
    for voucher in made:
        voucher.refresh_from_db()
        for account in voucher.payee.accounts.awaiting():
            confirm_account(account, by=by)
        kind = IncomeKind(voucher.fee.income_kind)
        decide_income(voucher, kind, by=by)
        if kind == IncomeKind.A:
            enter_withholding(voucher, am_contribution=am_contribution(voucher.gross), a_tax=A_TAX, by=by)
        approve_voucher(voucher, by=by)


def _built(made: list[Voucher], *, by: User) -> Batch:
    day = next_bank_day(timezone.localdate())
    return build_batch(made, by=by, execution_date=day, form_key=uuid.uuid4())


def _answered(batch: Batch) -> None:
    for payment in batch.payments.select_related("batch").order_by("pk"):
        reference = f"OPDIGTET-{payment.end_to_end_id}"
        settle_payment(payment, by=bank_user(), settled_on=batch.execution_date, bank_reference=reference)


def _bounced(voucher: Voucher) -> None:
    payment = voucher.payments.get()
    reference = f"OPDIGTET-RETUR-{payment.end_to_end_id}"
    bounce_payment(payment, by=bank_user(), reason="Kontoen er lukket.", bank_reference=reference)


def _statements() -> None:
    if run := start_by_clock():
        compose_run(run.pk)
