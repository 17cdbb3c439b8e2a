"""A request for a fee as whoever checks it reads it."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format

from clusters.enums import IncomeKind
from expenses.enums import FeeWork
from expenses.models import Voucher
from expenses.selectors.fees import fee_of
from klyngeokonomi.money import format_kr


def fee_words(voucher: Voucher) -> list[tuple[str, str]]:
    """Pairs of label and value; none for vouchers of other kinds."""
    facts = fee_of(voucher)
    if facts is None:
        return []
    fee, content = facts.fee, facts.content
    return [
        ("Honorar for", fee.get_work_display() or "ikke oplyst"),
        ("Til", f"{voucher.supplier}, en udefra" if fee.for_outsider else voucher.claimant.name),
        ("Arbejdet er gjort", days_in_words(content)),
        ("Timer og sats", pay_in_words(content)),
    ]


def fee_parts(content: dict[str, Any], contracts: Mapping[int, str]) -> dict[str, str]:
    """Each part by its label, to be compared with another's; `contracts` are the names of those it may speak of."""
    income = content["income_kind"]
    return {
        "Honorar for": FeeWork(content["work"]).label if content["work"] else "intet arbejde",
        "Til": "en udefra" if content["for_outsider"] else "den, der beder om det",
        "Arbejdet er gjort": days_in_words(content),
        "Timer og sats": pay_in_words(content),
        "Timeregnskab": "; ".join(sheet_in_words(content)) or "intet",
        "Kontrakt": contracts.get(content["contract"], "ingen"),
        "Indkomst": IncomeKind(income).label if income else "ikke valgt",
    }


def days_in_words(content: dict[str, Any]) -> str:
    first, last = content["from"], content["to"]
    if not first and not last:
        return "på mødet"
    return _day(first or last) if first == last or not (first and last) else f"{_day(first)} til {_day(last)}"


def pay_in_words(content: dict[str, Any]) -> str:
    hours = f"{hours_in_words(Decimal(content['hours']))} timer" if content["hours"] else ""
    if content["fixed_sum"]:
        fixed = f"{format_kr(Decimal(content['fixed_sum']))} fast"
        return f"{fixed}, {hours}" if hours else fixed
    rate = format_kr(Decimal(content["rate"])) if content["rate"] else "ingen sats"
    return f"{hours or 'ingen timer'} à {rate}"


def sheet_in_words(content: dict[str, Any]) -> list[str]:
    return [
        f"{_day(one['day'])}: {one['what']}, {hours_in_words(Decimal(one['hours']))} timer"
        for one in content["sheet"]
    ]


def hours_in_words(hours: Decimal) -> str:
    """2,5 and 3: without zeros that tell nothing."""
    return number_format(hours.normalize() if hours % 1 else hours.to_integral_value(), use_l10n=True)


def _day(text: str) -> str:
    return f"{dt.date.fromisoformat(text):%d.%m.%Y}"
