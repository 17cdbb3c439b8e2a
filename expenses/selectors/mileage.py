"""What requests for mileage say beside their vouchers; no query for vouchers of other kinds."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.db.models.functions import ExtractYear

from clusters.enums import IncomeKind
from clusters.models import Contract
from clusters.selectors.contracts import Held, held_in
from expenses.enums import VoucherKind
from expenses.models import Mileage, Trip, Voucher
from expenses.policy.mileage import NO_KM
from expenses.states import LIVE

NO_CONTRACT = (
    "Kørsel i egen bil betales kun til den, der har en underskrevet kontrakt med klyngen. Tog, bus, taxa og bro "
    "kan betales som udlæg, når det er aftalt med koordinatoren først."
)
NOT_COUNTING = "Kontrakten gælder ikke. Vælg en anden."
ANOTHERS = "Kontrakten er med en anden. Kørsel betales kun efter din egen kontrakt."
NO_MILEAGE = "Efter kontrakten betales kørsel i egen bil ikke ved siden af honoraret."
ON_INVOICE = "Efter kontrakten sender du faktura. Skriv kørslen på fakturaen."
NOT_ON_DAY = "Kontrakten gælder ikke den {day}. Skriv turen på et bilag for den kontrakt, der gjaldt."
LATEST = 4


@dataclass(frozen=True, slots=True)
class MileageFacts:
    """A request for mileage and its trip log, in order."""

    mileage: Mileage
    trips: tuple[Trip, ...]

    @property
    def km(self) -> Decimal:
        return sum((one.km for one in self.trips), NO_KM)

    @property
    def amount(self) -> Decimal:
        return sum((one.amount for one in self.trips), Decimal("0.00"))

    @property
    def content(self) -> dict[str, Any]:
        """What a decision is taken on, as plain data."""
        one = self.mileage
        return {
            "contract": one.contract_id,
            "income_kind": one.contract.income_kind if one.contract else "",
            "own_car": one.own_car,
            "registration": one.registration,
            "trips": [trip_content(trip) for trip in self.trips],
        }


def trip_content(trip: Trip) -> dict[str, Any]:
    return {
        "day": trip.day.isoformat(),
        "from": trip.from_place,
        "to": trip.to_place,
        "purpose": trip.purpose,
        "km": str(trip.km),
        "there_and_back": trip.there_and_back,
        "km_first": str(trip.km_first),
        "rate_first": None if trip.rate_first is None else str(trip.rate_first),
        "rate_over": None if trip.rate_over is None else str(trip.rate_over),
        "amount": str(trip.amount),
    }


def mileages_of(vouchers: Iterable[Voucher]) -> dict[int, MileageFacts]:
    """By voucher id, of those that ask for mileage; read afresh. Two queries when there are any."""
    asked = [one.pk for one in vouchers if one.kind == VoucherKind.MILEAGE]
    if not asked:
        return {}
    trips: dict[int, list[Trip]] = defaultdict(list)
    for trip in Trip.objects.filter(voucher__in=asked).order_by("voucher_id", "position"):
        trips[trip.voucher_id].append(trip)
    found = Mileage.objects.filter(voucher__in=asked).select_related("contract__person")
    return {one.voucher_id: MileageFacts(one, tuple(trips[one.voucher_id])) for one in found}


def mileage_of(voucher: Voucher) -> MileageFacts | None:
    return mileages_of([voucher]).get(voucher.pk)


def income_by_contract(voucher: Voucher) -> str:
    """What the contract of a request for mileage says it is for tax; "" for other vouchers."""
    facts = mileage_of(voucher)
    return facts.mileage.contract.income_kind if facts and facts.mileage.contract else ""


def used_before(voucher: Voucher, years: Collection[int]) -> dict[int, Decimal]:
    """Kilometres at the high rate that the claimant's other sent and live requests use, by calendar year, in every
    cluster: PLO pays for all of them. One query."""
    others = Trip.objects.filter(
        voucher__kind=VoucherKind.MILEAGE,
        voucher__claimant=voucher.claimant_id,
        voucher__number__isnull=False,
        voucher__state__in=LIVE,
        day__year__in=years,
    ).exclude(voucher=voucher.pk)
    rows = others.annotate(year=ExtractYear("day")).values("year").annotate(km=Sum("km_first"))
    return {row["year"]: row["km"] for row in rows.order_by("year")}


def mileage_contracts(voucher: Voucher) -> list[Contract]:
    """The claimant's own that count, whatever the day, and pay mileage without an invoice. One query."""
    return [one.contract for one in _own(voucher) if why_not_pays(one.contract) is None]


def why_not_pays(contract: Contract) -> str | None:
    if not contract.mileage:
        return NO_MILEAGE
    return ON_INVOICE if contract.income_kind == IncomeKind.INVOICE else None


def why_no_contract(voucher: Voucher) -> str:
    """To who has none to choose: what their own contracts say, or that they have none."""
    told = [why_not_pays(one.contract) for one in _own(voucher)]
    return next((one for one in (ON_INVOICE, NO_MILEAGE) if one in told), NO_CONTRACT)


def why_not_mileage_contract(voucher: Voucher, contract: Contract, days: Iterable[dt.date]) -> str | None:
    """Only one's own, one that pays mileage, and one that counts on the day of each trip."""
    if contract.person_id != voucher.claimant_id:
        return ANOTHERS
    held = next((one for one in _own(voucher) if one.contract.pk == contract.pk), None)
    if held is None:
        return NOT_COUNTING
    if sentence := why_not_pays(held.contract):
        return sentence
    missed = next((day for day in sorted(days) if not held.on(day)), None)
    return NOT_ON_DAY.format(day=f"{missed:%d.%m.%Y}") if missed else None


def _own(voucher: Voucher) -> list[Held]:
    held = held_in([voucher.cluster_id]).get(voucher.cluster_id, [])
    return [one for one in held if one.contract.person_id == voucher.claimant_id]


def earlier_trips(voucher: Voucher) -> list[Trip]:
    """The claimant's latest trips on other vouchers, each way once, newest first. One query."""
    others = Trip.objects.filter(voucher__claimant=voucher.claimant_id).exclude(voucher=voucher.pk)
    found: dict[tuple[str, str, str, Decimal], Trip] = {}
    for one in others.order_by("-day", "-pk")[: LATEST * 5]:
        found.setdefault((one.from_place, one.to_place, one.purpose, one.km), one)
    return list(found.values())[:LATEST]


def places_of(voucher: Voucher, earlier: Iterable[Trip]) -> list[str]:
    """Where the person may have driven: the meeting, and the places of earlier trips."""
    places = [voucher.meeting.place] if voucher.meeting else []
    for one in earlier:
        places += [one.from_place, one.to_place]
    return list(dict.fromkeys(place for place in places if place))
