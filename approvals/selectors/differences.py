"""What has changed since the last decision, as the next approver reads it."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from approvals.models import Decision
from clusters.models import Contract
from expenses.enums import CostCategory, PaperKind, VoucherKind
from expenses.selectors.content import FIELD_LABELS, changed_fields
from expenses.selectors.fee_words import fee_parts
from expenses.selectors.mileage_words import mileage_in_words
from klyngeokonomi.money import format_kr
from meetings.enums import Presence
from meetings.states import MeetingState


@dataclass(frozen=True, slots=True)
class Difference:
    label: str
    before: str
    after: str


def differences(decision: Decision | None, now: dict[str, Any]) -> list[Difference]:
    """One row per field that differs from what was decided on, of a fee one per part; `now` is today's content_of()."""
    if decision is None:
        return []
    rows = []
    for key in changed_fields(decision.content, now):
        old, new = decision.content.get(key), now.get(key)
        rows += _of_fee(old, new) if key == "fee" and old and new else [_difference(key, old, new)]
    return rows


def _of_fee(old: dict[str, Any], new: dict[str, Any]) -> list[Difference]:
    """One query, for the contracts' names."""
    asked = {one["contract"] for one in (old, new)}
    names = {one.pk: str(one) for one in Contract.objects.filter(pk__in=asked).select_related("person")}
    before, after = fee_parts(old, names), fee_parts(new, names)
    if old["contract"] != new["contract"] and before["Kontrakt"] == after["Kontrakt"]:
        after["Kontrakt"] += " (ændret)"
    return [
        Difference(label, before[label], after[label]) for label in after if before[label] != after[label]
    ]


def _difference(key: str, old: Any, new: Any) -> Difference:
    before, after = _words(key, old), _words(key, new)
    return Difference(FIELD_LABELS[key], before, after if after != before else f"{after} (ændret)")


def _words(key: str, value: Any) -> str:
    if value in (None, "", []):
        return "intet"
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if key in ("gross", "card_month_total_before"):
        return format_kr(Decimal(value))
    if key == "kind":
        return VoucherKind(value).label
    if key == "fee":
        return "; ".join(fee_parts(value, {}).values())
    if key == "mileage":
        return mileage_in_words(value)
    if key == "lines":
        return "; ".join(_line(line) for line in value)
    if key == "papers":
        return "; ".join(f"{paper['name']} ({PaperKind(paper['kind']).label})" for paper in value)
    if key == "meeting":
        return _meeting(value)
    if key == "participants":
        return f"{len(value)}: {', '.join(map(_participant, value))}"
    if key == "pay_to":
        if value.startswith("NemKonto"):
            return value
        return f"•••• {''.join(sign for sign in value if sign.isalnum())[-4:]}"
    return str(value)


def _participant(one: dict[str, str]) -> str:
    """Whether someone came is told of those who did not: the others are the rule."""
    stayed_away = one["status"] in (Presence.NO_SHOW, Presence.DECLINED)
    return f"{one['name']} ({Presence(one['status']).label.lower()})" if stayed_away else one["name"]


def _meeting(value: dict[str, Any]) -> str:
    start = timezone.localtime(datetime.fromisoformat(value["start"]))
    frozen = value["list_version"]
    words = f"deltagerliste {frozen}" if frozen else "deltagerlisten er åben"
    if value["state"] == MeetingState.CANCELLED:
        words = "aflyst"
    return f"{value['topic']}, {start:%d.%m.%Y}, {value['place']} ({words})"


def _line(line: dict[str, Any]) -> str:
    vat = "moms ikke oplyst" if line["vat"] is None else f"heraf moms {format_kr(Decimal(line['vat']))}"
    text = f" ({line['text']})" if line["text"] else ""
    return f"{CostCategory(line['category']).label} {format_kr(Decimal(line['gross']))}, {vat}{text}"
