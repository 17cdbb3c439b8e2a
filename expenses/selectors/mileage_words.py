"""A request for mileage as whoever checks it reads it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone

from clusters.enums import IncomeKind
from expenses.models import Trip, Voucher
from expenses.policy.mileage import NO_KM, Part
from expenses.selectors.fee_words import hours_in_words
from expenses.selectors.fees import standing_decisions
from expenses.selectors.mileage import mileage_of
from klyngeokonomi.money import ZERO, format_kr


@dataclass(frozen=True, slots=True)
class TripRow:
    """One line of the trip log as it is read. `km` and `rates` are words."""

    place: int
    km: str
    rates: str
    amount: Decimal
    trip: Trip | None = None


@dataclass(frozen=True, slots=True)
class Reckoned:
    """The rows with their sums; `km` is words."""

    rows: list[TripRow]
    km: str
    amount: Decimal


def reckoned(places: Iterable[int], parts: Sequence[Part | Trip]) -> Reckoned:
    """Parts while they are written, or the trips as they are saved."""
    rows = [
        TripRow(
            place,
            km_in_words(one.km),
            rates_of(one.km, one.km_first, one.rate_first, one.rate_over),
            one.amount,
            one if isinstance(one, Trip) else None,
        )
        for place, one in zip(places, parts, strict=True)
    ]
    km = sum((one.km for one in parts), NO_KM)
    return Reckoned(rows, km_in_words(km), sum((one.amount for one in parts), ZERO))


def trip_log(voucher: Voucher) -> Reckoned | None:
    """The trips of a request for mileage, for whoever checks it; None of other vouchers."""
    facts = mileage_of(voucher)
    return reckoned(range(1, len(facts.trips) + 1), facts.trips) if facts else None


def mileage_words(voucher: Voucher) -> list[tuple[str, str]]:
    """Pairs of label and value; none for vouchers of other kinds. The trips have a table of their own."""
    facts = mileage_of(voucher)
    if facts is None:
        return []
    one = facts.mileage
    car = "egen eller ægtefælles bil, siger indsenderen" if one.own_car else "ikke oplyst"
    income = one.contract.get_income_kind_display() if one.contract else "ikke oplyst"
    rows = [
        ("Kørt i", f"{car}, {one.registration}" if one.registration else car),
        ("Kontrakt", f"{one.contract}" if one.contract else "ingen valgt"),
        ("Indkomst", f"{income}, efter kontrakten" if one.contract else income),
    ]
    if decided := standing_decisions([voucher]).get(voucher.pk):
        day = f"{timezone.localdate(decided.at):%d.%m.%Y}"
        who = f"{decided.by.person.name} den {day}"
        rows.append(("Afgjort som", f"{decided.get_income_kind_display()} af {who}"))
    return rows


def mileage_in_words(content: dict[str, Any]) -> str:
    """All of it in one sentence, to be compared with another."""
    income = IncomeKind(content["income_kind"]).label if content["income_kind"] else "ingen indkomst"
    parts = [
        *(trip_in_words(one) for one in content["trips"]),
        "egen eller ægtefælles bil" if content["own_car"] else "bilen er ikke oplyst",
        *([content["registration"]] if content["registration"] else []),
        f"kontrakt {content['contract']}, {income}" if content["contract"] else "ingen kontrakt",
    ]
    return "; ".join(parts)


def trip_in_words(one: dict[str, Any]) -> str:
    back = ", tur/retur" if one["there_and_back"] else ""
    km = f"{km_in_words(Decimal(one['km']))} km{back}"
    paid = f"{format_kr(Decimal(one['amount']))} {rates_in_words(one)}".strip()
    day = f"{dt.date.fromisoformat(one['day']):%d.%m.%Y}"
    return f"{day}: {one['from']} til {one['to']}, {one['purpose']}, {km}, {paid}"


def rates_in_words(one: dict[str, Any]) -> str:
    """In brackets, of a trip as plain data."""
    rates = (None if one[name] is None else Decimal(one[name]) for name in ("rate_first", "rate_over"))
    return f"({rates_of(Decimal(one['km']), Decimal(one['km_first']), *rates)})"


def rates_of(km: Decimal, first: Decimal, high: Decimal | None, low: Decimal | None) -> str:
    """`3,94 kr. pr. km`, or the two parts of a trip that passes 20,000 km."""
    if high is None or low is None:
        return "ingen takst"
    parts = [(part, rate) for part, rate in ((first, high), (km - first, low)) if part]
    if len(parts) == 1:
        return f"{format_kr(parts[0][1])} pr. km"
    return " og ".join(f"{km_in_words(part)} km à {format_kr(rate)}" for part, rate in parts)


def km_in_words(km: Decimal) -> str:
    """12,5 and 20.000: without zeros that tell nothing."""
    return hours_in_words(km)
