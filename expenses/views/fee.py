"""Step 2 of a request for a fee. Saves what is whole, and tells what the guide has to say."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from clusters.enums import IncomeKind
from expenses.actions.edit_voucher import edit_voucher
from expenses.enums import RateKey, VoucherKind
from expenses.forms.details import DetailsForm
from expenses.forms.fee import BaseSheet, FeeForm, sheet_of
from expenses.models import Voucher
from expenses.policy import meeting_missing
from expenses.policy.finding import asking_reason
from expenses.selectors.fees import contracts_to_choose, earlier_fees, fee_of
from expenses.selectors.findings import judged
from expenses.selectors.limits import limit_table
from expenses.selectors.missing import what_is_missing
from expenses.selectors.steps import steps_of
from expenses.selectors.timeline import returned_note
from expenses.views.access import edits_voucher
from expenses.views.fee_live import are_valid, keep, words, written
from klyngeokonomi.refused import Refused

AS_INVOICE = "Honoraret sendes nu som en faktura. Læg fakturaen op her."


@require_http_methods(["GET", "POST"])
@edits_voucher
def fee(request: HttpRequest, voucher: Voucher) -> HttpResponse:
    """`tilfoej` keeps what is written and adds rows to the time sheet; an invoice is led to its own way."""
    if voucher.kind != VoucherKind.FEE:
        return redirect("expenses:voucher_details", voucher.pk)
    if request.method == "GET":
        facts = fee_of(voucher)
        form = FeeForm(voucher=voucher, facts=facts, contracts=contracts_to_choose(voucher))
        return _page(request, voucher, form, DetailsForm(voucher=voucher, user=request.user), sheet_of(facts))
    form, about, sheet = written(request, voucher)
    if not are_valid(form, about, sheet):
        return _page(request, voucher, form, about, sheet)
    said = form.values()
    if said.income_kind == IncomeKind.INVOICE and "videre" in request.POST:
        edit_voucher(voucher, by=request.user, kind=VoucherKind.INVOICE, supplier=said.outsider, lines=[])
        messages.info(request, AS_INVOICE)
        return redirect("expenses:voucher_papers", voucher.pk)
    try:
        voucher = keep(request, voucher, form, about, sheet)
    except Refused as refused:
        voucher.refresh_from_db()
        return _page(request, voucher, form, about, sheet, sentence=str(refused), status=409)
    if "tilfoej" in request.POST:
        return _page(request, voucher, form, about, sheet_of(fee_of(voucher), more=True))
    _require_whole(voucher, form, about)
    if form.errors or about.errors:
        return _page(request, voucher, form, about, sheet)
    return redirect("expenses:voucher_payee", voucher.pk)


def _require_whole(voucher: Voucher, form: FeeForm, about: DetailsForm) -> None:
    for one in what_is_missing(voucher):
        if one.step == "details" and one.field not in form.errors:
            form.add_error(one.field, one.sentence)
    if voucher.meeting_id is None and not voucher.no_meeting_reason:
        about.add_error("meeting", "Vælg det møde, arbejdet hører til, eller «Intet møde».")
    asks = [one for one in asking_reason(judged(voucher).findings) if one.rule != meeting_missing.RULE]
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
        **words(request, voucher),
        **steps_of(voucher, "details"),
    }
    return render(request, "expenses/voucher_fee.html", context, status=status)
