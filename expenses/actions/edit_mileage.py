"""Change what a request for mileage says: the contract, the car, the trips. The voucher's line and date follow."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from clusters.models import Contract
from expenses.actions.edit_voucher import edit_voucher
from expenses.actions.locked_voucher import locked_voucher
from expenses.actions.reckon_mileage import lines_of, parts_of_trips
from expenses.enums import VoucherKind
from expenses.models import Mileage, Trip, Voucher
from expenses.permissions import why_not_edit_voucher
from expenses.selectors.mileage import mileage_contracts, mileage_of, trip_content, why_not_mileage_contract
from klyngeokonomi.act import act
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User

TENTH = Decimal("0.1")
DRIVEN_AHEAD = "Dagen ligger ude i fremtiden. En tur betales, når den er kørt."
NOT_MILEAGE = "Bilaget er ikke en anmodning om kørsel."


@dataclass(frozen=True, slots=True)
class TripInput:
    """`km` is one way; driven back too, it counts twice."""

    day: dt.date
    from_place: str
    to_place: str
    purpose: str
    km: Decimal
    there_and_back: bool = False


@dataclass(frozen=True, slots=True)
class MileageInput:
    """Without a contract, the claimant's only one that pays mileage is taken."""

    contract: Contract | None = None
    own_car: bool = False
    registration: str = ""


@act
def edit_mileage(
    voucher: Voucher, said: MileageInput, *, by: "User", trips: Sequence[TripInput] = (), **fields: Any
) -> Voucher:
    """Write the facts, the trip log, and the line it comes to. `fields` are those of edit_voucher.

    Raises Refused for a contract that is another's, pays no mileage, or does not count on the day of a trip, and
    for a trip that is not driven yet.
    """
    voucher = locked_voucher(voucher)
    if sentence := why_not_edit_voucher(by, voucher):
        raise Refused(sentence, on=voucher, tried="Ret kørslen")
    if voucher.kind != VoucherKind.MILEAGE:
        raise Refused(NOT_MILEAGE)
    contract = said.contract or _only_one(voucher)
    days = [one.day for one in trips]
    if days and max(days) > timezone.localdate():
        raise Refused(DRIVEN_AHEAD)
    if contract is not None and (sentence := why_not_mileage_contract(voucher, contract, days)):
        raise Refused(sentence)
    rows = [_row(voucher, position, one) for position, one in enumerate(trips, start=1)]
    parts = parts_of_trips(voucher, rows)
    for row, part in zip(rows, parts, strict=True):
        row.km_first, row.amount = part.km_first, part.amount
        row.rate_first, row.rate_over = part.rate_first, part.rate_over
    changed = _write(voucher, contract, said, rows)
    before = voucher.version
    voucher = edit_voucher(
        voucher,
        by=by,
        lines=lines_of(parts),
        supplier=voucher.claimant.name,
        voucher_date=max(days, default=None),
        **fields,
    )
    if changed and voucher.version == before:
        voucher.version += 1
        voucher.save(update_fields=["version"])
    return voucher


def _only_one(voucher: Voucher) -> Contract | None:
    found = mileage_contracts(voucher)
    return found[0] if len(found) == 1 else None


def _row(voucher: Voucher, position: int, one: TripInput) -> Trip:
    km = one.km * 2 if one.there_and_back else one.km
    return Trip(
        voucher=voucher,
        position=position,
        day=one.day,
        from_place=one.from_place,
        to_place=one.to_place,
        purpose=one.purpose,
        km=km.quantize(TENTH),
        there_and_back=one.there_and_back,
    )


def _write(voucher: Voucher, contract: Contract | None, said: MileageInput, rows: list[Trip]) -> bool:
    """True when something changed."""
    facts = mileage_of(voucher)
    one = facts.mileage if facts else Mileage(voucher=voucher)
    new = (contract.pk if contract else None, said.own_car, said.registration)
    changed = facts is None or (one.contract_id, one.own_car, one.registration) != new
    if changed:
        one.contract, one.own_car, one.registration = contract, said.own_car, said.registration
        one.save()
    if facts and [trip_content(row) for row in facts.trips] == [trip_content(row) for row in rows]:
        return changed
    voucher.trips.all().delete()
    Trip.objects.bulk_create(rows)
    return True
