"""A request for a fee while it is written: kept as soon as all of it can be read, and judged as it is kept."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from expenses.actions.edit_fee import edit_fee
from expenses.forms.details import DetailsForm
from expenses.forms.fee import BaseSheet, FeeForm, sheet_of
from expenses.models import Voucher
from expenses.selectors.contract_eyes import for_eyes_of
from expenses.selectors.fee_shown import fee_shown
from expenses.selectors.fees import contracts_to_choose, fee_of
from expenses.selectors.findings import judged
from klyngeokonomi.refused import Refused

CHANGED_ELSEWHERE = (
    "Honoraret er også ændret i et andet vindue. Det, der står her, gemmes, når du går videre."
)
TOLD = ("meeting", "no_meeting_reason", "text", "reason")
"""What the page asks beside the fee itself, by the names of edit_voucher."""


def written(request: HttpRequest, voucher: Voucher) -> tuple[FeeForm, DetailsForm, BaseSheet]:
    """What the page posted, read."""
    facts = fee_of(voucher)
    contracts = contracts_to_choose(voucher)
    return (
        FeeForm(request.POST, voucher=voucher, facts=facts, contracts=contracts),
        DetailsForm(request.POST, voucher=voucher, user=request.user),
        sheet_of(facts, request.POST),
    )


def are_valid(form: FeeForm, about: DetailsForm, sheet: BaseSheet) -> bool:
    """All three are read, so that everything that is wrong is told at once."""
    read = [form.is_valid(), about.is_valid(), sheet.is_valid()]
    return all(read)


def keep(
    request: HttpRequest, voucher: Voucher, form: FeeForm, about: DetailsForm, sheet: BaseSheet
) -> Voucher:
    """Of forms without errors. Raises Refused."""
    told = {name: value for name, value in about.values().items() if name in TOLD}
    return edit_fee(voucher, form.values(), by=request.user, sheet=sheet.rows(), **told)


def live(request: HttpRequest, voucher: Voucher) -> HttpResponse:
    """A fragment. `udgave` is the version the page has seen: an older page does not write over a newer one."""
    form, about, sheet = written(request, voucher)
    problem, saved_at = "", None
    if request.POST.get("udgave", "") != str(voucher.version):
        problem = CHANGED_ELSEWHERE
    elif are_valid(form, about, sheet):
        try:
            voucher, saved_at = keep(request, voucher, form, about, sheet), timezone.now()
        except Refused as refused:
            problem = str(refused)
            voucher.refresh_from_db()
    context = {"voucher": voucher, "problem": problem, "saved_at": saved_at, "is_live": True}
    return render(request, "expenses/_fee_judged.html", context | words(request, voucher))


def words(request: HttpRequest, voucher: Voucher) -> dict[str, Any]:
    """What the guide says of what is kept, and what an hour of it is measured by."""
    now = judged(voucher)
    return {
        "findings": for_eyes_of(request.user, voucher, now.findings) if voucher.gross else (),
        "workings": now.workings,
        "fee": fee_shown(voucher, request.user),
        "reasoned": bool(voucher.reason.strip()),
    }
