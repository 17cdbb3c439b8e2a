"""What has changed since the last decision, as the next approver reads it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from approvals.models import Decision
from approvals.selectors.endorsement import changed_since
from expenses.enums import CostCategory, PaperKind, VoucherKind
from expenses.models import Voucher
from expenses.selectors.content import FIELD_LABELS, content_of
from klyngeokonomi.money import format_kr


@dataclass(frozen=True, slots=True)
class Difference:
    label: str
    before: str
    after: str


def differences(voucher: Voucher, decision: Decision | None) -> list[Difference]:
    """One row per field that differs from what was decided on; empty when nothing does."""
    if decision is None:
        return []
    now = content_of(voucher)
    return [
        Difference(FIELD_LABELS[key], _words(key, decision.content.get(key)), _words(key, now.get(key)))
        for key in changed_since(voucher, decision)
    ]


def _words(key: str, value: Any) -> str:
    if value in (None, "", []):
        return "intet"
    if key == "gross":
        return format_kr(Decimal(value))
    if key == "kind":
        return VoucherKind(value).label
    if key == "lines":
        return "; ".join(_line(line) for line in value)
    if key == "papers":
        return "; ".join(f"{paper['name']} ({PaperKind(paper['kind']).label})" for paper in value)
    if key == "meeting":
        version = (
            f"deltagerliste {value['list_version']}" if value["list_version"] else "deltagerlisten er åben"
        )
        return f"{value['topic']} ({version})"
    return str(value)


def _line(line: dict[str, Any]) -> str:
    vat = "moms ikke oplyst" if line["vat"] is None else f"heraf moms {format_kr(Decimal(line['vat']))}"
    return f"{CostCategory(line['category']).label} {format_kr(Decimal(line['gross']))}, {vat}"
