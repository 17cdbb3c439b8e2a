"""Two requests for mileage of the coordinator's: one ready for the secretariat, one on the deputy's desk."""

import datetime
import uuid
from collections.abc import Iterator
from decimal import Decimal

from django.utils import timezone

from approvals.actions.endorse_voucher import endorse_voucher
from approvals.selectors.checklist import checklist_of
from clusters.models import User
from expenses.actions.edit_mileage import MileageInput, TripInput, edit_mileage
from expenses.actions.edit_voucher import edit_voucher
from expenses.actions.keep_fee_number import keep_fee_number
from expenses.actions.save_payee import PayTo, save_own_account
from expenses.actions.start_voucher import start_voucher
from expenses.actions.submit_voucher import submit_voucher
from expenses.enums import VoucherKind
from expenses.models import Voucher
from klyngeokonomi.danish.bank_account import BankAccount
from klyngeokonomi.demo.cast import Cast
from klyngeokonomi.demo.clock import days_ago
from klyngeokonomi.demo.fees import COORDINATORS
from klyngeokonomi.demo.vouchers import Step

HOME, CLINIC, TOWN_HALL = "Skolegade 12, Prøveby", "Lægehuset Attrap, Prøvekøbing", "Rådhuset, Prøveby"


def drives(cast: Cast) -> Iterator[Step]:
    made: list[Voucher] = []
    first = [(9, CLINIC, "Møde om klyngens data", "17.5"), (8, TOWN_HALL, "Møde med kommunen", "6.0")]
    yield days_ago(3, hour=14), lambda: made.append(_sent(cast, first))
    yield days_ago(2, hour=14), lambda: _endorse(made[0], by=cast.deputy)
    yield days_ago(1), lambda: _sent(cast, [(2, CLINIC, "Planlægning af næste klyngemøde", "17.5")])


def _endorse(voucher: Voucher, *, by: User) -> None:
    endorse_voucher(voucher, by=by, answers=checklist_of(voucher).keys)


def _sent(cast: Cast, driven: list[tuple[int, str, str, str]]) -> Voucher:
    """Each there and back, so many days ago, and within the year of the contract."""
    by, today = cast.coordinator, timezone.localdate()
    new_year = datetime.date(today.year, 1, 1)
    trips = [
        TripInput(
            max(today - datetime.timedelta(days=ago), new_year), HOME, place, purpose, Decimal(km), True
        )
        for ago, place, purpose, km in driven
    ]
    voucher = start_voucher(cast.cluster, by=by, form_key=uuid.uuid4(), kind=VoucherKind.MILEAGE)
    said = MileageInput(own_car=True)
    edit_mileage(voucher, said, by=by, trips=trips, no_meeting_reason="Møder, der ikke er klyngemøder.")
    account = save_own_account(PayTo.bank(BankAccount("0000", f"{5000000000 + by.pk:010d}")), by=by)
    voucher = edit_voucher(voucher, by=by, payee=account.payee, payee_account=account)
    keep_fee_number(voucher, COORDINATORS, by=by)
    return submit_voucher(voucher, by=by)
