"""A request for mileage as whoever checks it reads it."""

import datetime as dt
from decimal import Decimal
from typing import Any

from clusters.enums import IncomeKind
from expenses.models import Voucher
from expenses.selectors.fee_words import hours_in_words
from expenses.selectors.fees import standing_decisions
from expenses.selectors.mileage import mileage_of
from klyngeokonomi.money import format_kr


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
        who = f"{decided.get_income_kind_display()}, afgjort af {decided.by.person.name}"
        rows.append(("Indkomst efter PLO", f"{who} den {decided.at:%d.%m.%Y}"))
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
    """`(3,94 kr. pr. km)`, or the two parts of a trip that passes 20,000 km."""
    if one["rate_first"] is None or one["rate_over"] is None:
        return "(ingen takst)"
    first = Decimal(one["km_first"])
    over = Decimal(one["km"]) - first
    parts = [(km, rate) for km, rate in ((first, one["rate_first"]), (over, one["rate_over"])) if km]
    if len(parts) == 1:
        return f"({format_kr(Decimal(parts[0][1]))} pr. km)"
    return f"({' og '.join(f'{km_in_words(km)} km à {format_kr(Decimal(rate))}' for km, rate in parts)})"


def km_in_words(km: Decimal) -> str:
    """12,5 and 20.000: without zeros that tell nothing."""
    return hours_in_words(km)
