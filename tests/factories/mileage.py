"""Requests for mileage, by the road the product itself takes."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

from clusters.models import Contract, User
from expenses.actions.edit_mileage import MileageInput, TripInput, edit_mileage
from expenses.actions.edit_voucher import edit_voucher
from expenses.actions.keep_fee_number import keep_fee_number
from expenses.actions.start_voucher import start_voucher
from expenses.enums import VoucherKind
from expenses.models import Voucher
from tests.factories.expenses import own_account
from tests.factories.fees import DAY, NOBODYS, coordinators_contract
from tests.people import People

OWN_CAR = MileageInput(own_car=True)


def trip(
    km: str = "12.5", *, day: dt.date = DAY, back: bool = True, to: str = "Lægehuset, Prøvekøbing"
) -> TripInput:
    return TripInput(day, "Skolegade 1, Prøveby", to, "Klyngemøde", Decimal(km), back)


def begun_drive(people: People, *, by: User, **fields: Any) -> Voucher:
    return start_voucher(people.cluster, by=by, form_key=uuid.uuid4(), kind=VoucherKind.MILEAGE, **fields)


def own_drive(
    people: People, *trips: TripInput, contract: Contract | None = None, said: MileageInput = OWN_CAR
) -> Voucher:
    """Karen's 12.5 km there and back, under her only contract that pays mileage; whole but not sent."""
    if contract is None:
        coordinators_contract(people, mileage=True)
    voucher = begun_drive(people, by=people.karen)
    voucher = edit_mileage(
        voucher, said, by=people.karen, trips=trips or [trip()], no_meeting_reason="Møde hos kommunen."
    )
    account = own_account(people.karen)
    voucher = edit_voucher(voucher, by=people.karen, payee=account.payee, payee_account=account)
    keep_fee_number(voucher, NOBODYS, by=people.karen)
    return voucher
