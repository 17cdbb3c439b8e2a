"""Change what a request for a fee says: the work, the hours, the pay. The voucher's line and date follow from it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from clusters.models import Contract
from expenses.actions.edit_voucher import LineInput, edit_voucher
from expenses.actions.locked_voucher import locked_voucher
from expenses.enums import FEE_CATEGORY, FeeWork, VoucherKind
from expenses.models import Fee, FeeHours, Voucher
from expenses.permissions import why_not_edit_voucher
from expenses.selectors.fees import why_not_contract
from klyngeokonomi.act import act
from klyngeokonomi.money import kr
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User

NO_FEE = "Bilaget er ikke en anmodning om honorar."


@dataclass(frozen=True, slots=True)
class HoursInput:
    day: dt.date
    what: str
    hours: Decimal


@dataclass(frozen=True, slots=True)
class FeeInput:
    """As the form cleaned it. `outsider` is the name of who is paid in the claimant's place.

    `hours` and the period count as they stand only where the time sheet does not tell them.
    """

    work: str = ""
    for_outsider: bool = False
    outsider: str = ""
    period_from: dt.date | None = None
    period_to: dt.date | None = None
    hours: Decimal | None = None
    rate: Decimal | None = None
    fixed_sum: Decimal | None = None
    contract: Contract | None = None
    income_kind: str = ""


@act
def edit_fee(
    voucher: Voucher, said: FeeInput, *, by: "User", sheet: Sequence[HoursInput] = (), **fields: Any
) -> Voucher:
    """Write the facts, the time sheet, and the line they come to. `fields` are those of edit_voucher.

    Raises Refused for a contract that is another's, or does not count on the days.
    """
    voucher = locked_voucher(voucher)
    if sentence := why_not_edit_voucher(by, voucher):
        raise Refused(sentence, on=voucher, tried="Ret honoraret")
    if voucher.kind != VoucherKind.FEE:
        raise Refused(NO_FEE)
    facts = _facts(said, sheet)
    meeting_day = _meeting_day(fields.get("meeting", voucher.meeting))
    outsider = said.outsider if said.for_outsider else None
    if said.contract is not None:
        days = (facts["period_from"] or meeting_day, facts["period_to"] or meeting_day)
        if sentence := why_not_contract(voucher, said.contract, outsider=outsider, days=days):
            raise Refused(sentence)
    changed = _write_fee(voucher, facts) | _write_sheet(voucher, sheet)
    before = voucher.version
    voucher = edit_voucher(
        voucher,
        by=by,
        lines=_lines(facts),
        supplier=voucher.claimant.name if outsider is None else outsider,
        voucher_date=facts["period_to"] or meeting_day,
        **fields,
    )
    if changed and voucher.version == before:
        voucher.version += 1
        voucher.save(update_fields=["version"])
    return voucher


def _facts(said: FeeInput, sheet: Sequence[HoursInput]) -> dict[str, Any]:
    """By the names of Fee: the days and the sum of the time sheet are its own."""
    days = [one.day for one in sheet]
    return {
        "work": said.work,
        "for_outsider": said.for_outsider,
        "period_from": min([*days, *([said.period_from] if said.period_from else [])], default=None),
        "period_to": max([*days, *([said.period_to] if said.period_to else [])], default=None),
        "hours": sum((one.hours for one in sheet), Decimal("0.00")) if sheet else said.hours,
        "rate": said.rate,
        "fixed_sum": said.fixed_sum,
        "contract": said.contract,
        "income_kind": said.income_kind,
    }


def _meeting_day(meeting: Any) -> dt.date | None:
    """The meeting's first day, when it has been held."""
    day = timezone.localdate(meeting.starts_at) if meeting else None
    return day if day and day <= timezone.localdate() else None


def _lines(facts: dict[str, Any]) -> list[LineInput]:
    """One line without VAT; none while the pay is not known."""
    gross = facts["fixed_sum"]
    if gross is None and facts["rate"] and facts["hours"]:
        gross = kr(facts["rate"] * facts["hours"])
    if not gross or not facts["work"]:
        return []
    return [LineInput(FEE_CATEGORY[FeeWork(facts["work"])], gross, Decimal("0.00"))]


def _write_fee(voucher: Voucher, facts: dict[str, Any]) -> bool:
    """True when something changed."""
    fee = Fee.objects.filter(voucher=voucher).select_related("contract").first()
    if fee is not None and all(getattr(fee, name) == value for name, value in facts.items()):
        return False
    fee = fee or Fee(voucher=voucher)
    for name, value in facts.items():
        setattr(fee, name, value)
    fee.save()
    return True


def _write_sheet(voucher: Voucher, sheet: Sequence[HoursInput]) -> bool:
    new = [(one.day, one.what, one.hours) for one in sheet]
    if new == list(voucher.fee_hours.order_by("position").values_list("day", "what", "hours")):
        return False
    voucher.fee_hours.all().delete()
    FeeHours.objects.bulk_create(
        FeeHours(voucher=voucher, position=position, day=day, what=what, hours=hours)
        for position, (day, what, hours) in enumerate(new, start=1)
    )
    return True
