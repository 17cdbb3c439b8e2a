"""Step 2 of a request for a fee. Saves what is whole, and tells what the guide has to say."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from clusters.enums import IncomeKind
from expenses.actions.edit_fee import edit_fee
from expenses.actions.edit_voucher import edit_voucher
from expenses.enums import RateKey, VoucherKind
from expenses.forms.details import DetailsForm
from expenses.forms.fee import BaseSheet, FeeForm, sheet_of
from expenses.models import Voucher
from expenses.selectors.fees import contracts_to_choose, earlier_fees, fee_of
from expenses.selectors.findings import judged
from expenses.selectors.limits import limit_table
from expenses.selectors.missing import what_is_missing
from expenses.selectors.steps import steps_of
from expenses.selectors.timeline import returned_note
from expenses.views.access import edits_voucher
from klyngeokonomi.refused import Refused

AS_INVOICE = "Honoraret sendes nu som en faktura. Læg fakturaen op her."
TOLD = ("meeting", "no_meeting_reason", "text", "reason")


@require_http_methods(["GET", "POST"])
@edits_voucher
def fee(request: HttpRequest, voucher: Voucher) -> HttpResponse:
    """`tilfoej` keeps what is written and adds rows to the time sheet; an invoice is led to its own way."""
    if voucher.kind != VoucherKind.FEE:
        return redirect("expenses:voucher_details", voucher.pk)
    facts, contracts = fee_of(voucher), contracts_to_choose(voucher)
    if request.method == "GET":
        form = FeeForm(voucher=voucher, facts=facts, contracts=contracts)
        return _page(request, voucher, form, DetailsForm(voucher=voucher, user=request.user), sheet_of(facts))
    form = FeeForm(request.POST, voucher=voucher, facts=facts, contracts=contracts)
    about, sheet = (
        DetailsForm(request.POST, voucher=voucher, user=request.user),
        sheet_of(facts, request.POST),
    )
    if not _are_valid(form, about, sheet):
        return _page(request, voucher, form, about, sheet)
    said = form.values()
    if said.income_kind == IncomeKind.INVOICE and "videre" in request.POST:
        edit_voucher(voucher, by=request.user, kind=VoucherKind.INVOICE, supplier=said.outsider, lines=[])
        messages.info(request, AS_INVOICE)
        return redirect("expenses:voucher_papers", voucher.pk)
    told = {name: value for name, value in about.values().items() if name in TOLD}
    try:
        voucher = edit_fee(voucher, said, by=request.user, sheet=sheet.rows(), **told)
    except Refused as refused:
        voucher.refresh_from_db()
        return _page(request, voucher, form, about, sheet, sentence=str(refused), status=409)
    if "tilfoej" in request.POST:
        return _page(request, voucher, form, about, sheet_of(fee_of(voucher), more=True))
    _require_whole(voucher, form, about)
    if form.errors or about.errors:
        return _page(request, voucher, form, about, sheet)
    return redirect("expenses:voucher_payee", voucher.pk)


def _are_valid(form: FeeForm, about: DetailsForm, sheet: BaseSheet) -> bool:
    """All three are read, so that everything that is wrong is told at once."""
    read = [form.is_valid(), about.is_valid(), sheet.is_valid()]
    return all(read)


def _require_whole(voucher: Voucher, form: FeeForm, about: DetailsForm) -> None:
    for one in what_is_missing(voucher):
        if one.step == "details" and one.field not in form.errors:
            form.add_error(one.field, one.sentence)
    if voucher.meeting_id is None and not voucher.no_meeting_reason:
        about.add_error("meeting", "Vælg det møde, arbejdet hører til, eller «Intet møde».")
    asks = [one for one in judged(voucher).findings if one.outcome == "reason"]
    if asks and not voucher.reason.strip() and "reason" not in about.errors:
        about.add_error("reason", f"Skriv en begrundelse. {asks[0].sentence}")


def _page(
    request: HttpRequest,
    voucher: Voucher,
    form: FeeForm,
    about: DetailsForm,
    sheet: BaseSheet,
    *,
    sentence: str = "",
    status: int = 200,
) -> HttpResponse:
    name = voucher.supplier or voucher.claimant.name
    theirs, others = earlier_fees(voucher, name)
    now = judged(voucher)
    today = voucher.event_day or timezone.localdate()
    context: dict[str, Any] = {
        "voucher": voucher,
        "form": about,
        "fee_form": form,
        "sheet": sheet,
        "sentence": sentence,
        "returned": returned_note(voucher, request.user),
        "recommended": limit_table().on(today).amount(RateKey.CONSULTANT_HOUR),
        "today": today,
        "name": name,
        "theirs": theirs,
        "others": others,
        "papers": list(voucher.attachments.select_related("document")),
        "findings": now.findings if voucher.gross else (),
        "workings": now.workings,
        "reasoned": bool(voucher.reason.strip()),
        **steps_of(voucher, "details"),
    }
    return render(request, "expenses/voucher_fee.html", context, status=status)
