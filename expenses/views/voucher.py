"""The voucher's own page, the receipt for sending it, its owner's two ways back, and the question to PLO."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from expenses.actions.ask_overrule import ask_overrule
from expenses.actions.reopen_voucher import reopen_voucher
from expenses.actions.withdraw_voucher import withdraw_voucher
from expenses.forms.overrule import AskPloForm
from expenses.models import Voucher
from expenses.permissions import (
    why_not_edit_voucher,
    why_not_reopen_voucher,
    why_not_withdraw_voucher,
)
from expenses.selectors.account_flags import account_flags
from expenses.selectors.answer_time import answer_time
from expenses.selectors.contract_eyes import for_eyes_of
from expenses.selectors.fee_shown import fee_shown
from expenses.selectors.findings import judged
from expenses.selectors.lateness import late_note
from expenses.selectors.mileage_words import trip_log
from expenses.selectors.overrules import stops_to_overrule
from expenses.selectors.stated_words import stated_words
from expenses.selectors.status import status_of
from expenses.selectors.timeline import returned_note, timeline_of
from expenses.selectors.told_on import told_on
from expenses.states import FINAL, VoucherState
from expenses.views.access import visible_voucher
from klyngeokonomi.refused import Refused


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, visible_voucher(request, pk))


@require_safe
def sent(request: HttpRequest, pk: int) -> HttpResponse:
    """What happens now. For a voucher that is not with anyone, its own page says more."""
    voucher = visible_voucher(request, pk)
    if voucher.number is None or voucher.state != VoucherState.SUBMITTED:
        return redirect("expenses:voucher", voucher.pk)
    context = {
        "voucher": voucher,
        "status": status_of(voucher, request.user),
        "answer_days": answer_time(voucher.cluster_id),
    }
    return render(request, "expenses/voucher_sent.html", context)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    voucher = visible_voucher(request, pk)
    try:
        withdraw_voucher(voucher, by=request.user)
    except Refused as refused:
        return _page(request, voucher, sentence=str(refused), status=409)
    messages.success(request, "Bilaget er trukket tilbage.")
    return redirect("expenses:voucher", voucher.pk)


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    voucher = visible_voucher(request, pk)
    try:
        reopen_voucher(voucher, by=request.user)
    except Refused as refused:
        return _page(request, voucher, sentence=str(refused), status=409)
    return redirect("expenses:voucher_details", voucher.pk)


@require_POST
def ask_plo(request: HttpRequest, pk: int) -> HttpResponse:
    """The owner asks the secretariat to look at a stop that rests on a word."""
    voucher = visible_voucher(request, pk)
    form = AskPloForm(request.POST)
    if not form.is_valid():
        return _page(request, voucher, asking=form)
    try:
        ask_overrule(voucher, by=request.user, text=form.cleaned_data["text"])
    except Refused as refused:
        return _page(request, voucher, sentence=str(refused), asking=form, status=409)
    messages.success(request, "PLO er bedt om at se på stoppet. Du får besked, når de har svaret.")
    return redirect("expenses:voucher", voucher.pk)


def _page(
    request: HttpRequest,
    voucher: Voucher,
    *,
    sentence: str = "",
    asking: AskPloForm | None = None,
    status: int = 200,
) -> HttpResponse:
    user, now = request.user, judged(voucher)
    stops = stops_to_overrule(voucher, now.claim, now.findings)
    can_edit = why_not_edit_voucher(user, voucher) is None
    mine = voucher.claimant_id == user.person_id
    context = {
        "voucher": voucher,
        "mine": mine,
        "sentence": sentence,
        "status": status_of(voucher, user),
        "returned": returned_note(voucher, user),
        "late": late_note(voucher),
        "lines": list(voucher.lines.all()),
        "papers": list(voucher.attachments.select_related("document").prefetch_related("document__page_set")),
        "findings": for_eyes_of(user, voucher, now.findings),
        "workings": now.workings,
        "fee": fee_shown(voucher, user),
        "told": told_on(voucher, user),
        "stated_words": stated_words(voucher, now.claim),
        "trips": trip_log(voucher),
        "reasoned": bool(voucher.reason.strip()),
        "stops": stops,
        "may_ask": can_edit and any(stop.is_new for stop in stops),
        "asking": asking or AskPloForm(),
        "events": timeline_of(voucher, user),
        "account": _shown_account(voucher, mine),
        "account_flags": account_flags(voucher),
        "can_edit": can_edit,
        "why_not_reopen": why_not_reopen_voucher(user, voucher),
        "why_not_withdraw": why_not_withdraw_voucher(user, voucher),
        "is_final": voucher.state in FINAL,
    }
    return render(request, "expenses/voucher_show.html", context, status=status)


def _shown_account(voucher: Voucher, mine: bool) -> str:
    """The last digits for others; a supplier's whole account for who typed it."""
    account = voucher.payee_account
    if account is None:
        return ""
    return str(account) if mine and account.payee.person_id is None else account.masked
