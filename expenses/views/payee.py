"""Step 3: who gets the money, unless the card has paid; the summary; and the sending."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from expenses.actions.edit_voucher import edit_voucher
from expenses.actions.keep_fee_abroad import keep_fee_abroad
from expenses.actions.keep_fee_number import keep_fee_number
from expenses.actions.reckon_mileage import parts_of_trips, told
from expenses.actions.save_nemkonto import save_own_nemkonto, save_supplier_nemkonto
from expenses.actions.save_payee import save_company_account, save_own_account, save_supplier_account
from expenses.actions.submit_voucher import submit_voucher
from expenses.enums import PayeeKind, PayMethod, TaxKind, VoucherKind
from expenses.forms.fee_payee import FeePayeeForm
from expenses.forms.overrule import AskPloForm
from expenses.forms.payee import PayeeForm
from expenses.forms.send import SendForm
from expenses.models import PayeeAccount, Voucher
from expenses.permissions import why_not_edit_voucher, why_not_start_voucher
from expenses.policy.finding import stops
from expenses.policy.mileage import total
from expenses.policy.paying_to import OPTED_OUT, REFUSED
from expenses.selectors.contract_eyes import for_eyes_of
from expenses.selectors.fee_shown import fee_shown
from expenses.selectors.fees import may_get_fee, met_from_outside, pays_claimant
from expenses.selectors.findings import judged
from expenses.selectors.mileage_words import trip_log
from expenses.selectors.missing import what_is_missing
from expenses.selectors.overrules import stops_to_overrule
from expenses.selectors.pay_to import own_accounts, own_number, supplier_accounts
from expenses.selectors.payable import why_not_pay_to
from expenses.selectors.stated_words import stated_words
from expenses.selectors.steps import URL_OF, steps_of
from expenses.selectors.tax_receiver import tax_receiver
from expenses.states import VoucherState
from expenses.views.access import edits_voucher
from klyngeokonomi.danish.fik import FikLine, NotAFikLine, parse_fik
from klyngeokonomi.refused import Refused


@require_http_methods(["GET", "POST"])
@edits_voucher
def payee(request: HttpRequest, voucher: Voucher) -> HttpResponse:
    """`send` keeps the account and sends the voucher; without it the account is kept and shown back."""
    if request.method == "GET":
        return _page(request, voucher, _form(request, voucher))
    form = _form(request, voucher, request.POST)
    if not form.is_valid():
        return _page(request, voucher, form)
    try:
        if isinstance(form, PayeeForm):
            account = form.known_account or _new_account(request, voucher, form)
            voucher = edit_voucher(voucher, by=request.user, payee=account.payee, payee_account=account)
            if form.asks_number:
                _keep_receiver(request, voucher, form.cleaned_data)
        if "send" not in request.POST:
            messages.success(request, "Kontoen er gemt." if voucher.payee_account else "Bilaget er gemt.")
            return redirect("expenses:voucher_payee", voucher.pk)
        shown = voucher.gross
        voucher = submit_voucher(voucher, by=request.user, after=form.cleaned_data["after"])
        if changed := told(shown, voucher.gross):
            messages.info(request, changed)
    except Refused as refused:
        voucher.refresh_from_db()
        # The same button, pressed twice: the other press was quicker.
        if voucher.state == VoucherState.SUBMITTED:
            messages.info(request, why_not_edit_voucher(request.user, voucher) or str(refused))
            return redirect("expenses:voucher", voucher.pk)
        return _page(
            request, voucher, _form(request, voucher, request.POST), sentence=str(refused), status=409
        )
    return redirect("expenses:voucher_sent", voucher.pk)


@require_POST
def payment_line(request: HttpRequest) -> HttpResponse:
    """A pasted payment line read back in its parts, or what is wrong with it. A fragment; nothing is kept."""
    context: dict[str, Any] = {}
    try:
        context["line"] = parse_fik(request.POST.get("fik_line", ""))
    except NotAFikLine as error:
        context["sentence"] = str(error)
    return render(request, "expenses/_payment_line.html", context)


def _form(request: HttpRequest, voucher: Voucher, data: Any = None) -> SendForm:
    """Whoever has left the cluster is not offered whom it pays, beyond what the voucher already says."""
    if voucher.kind == VoucherKind.CARD:
        return SendForm(data, voucher=voucher)
    known_cpr, own = "", pays_claimant(voucher)
    if own:
        offered, known_cpr = own_accounts(voucher.claimant), own_number(voucher.claimant)
    elif why_not_start_voucher(request.user, voucher.cluster) is None:
        offered = supplier_accounts(voucher.cluster, voucher.supplier)
        if voucher.kind == VoucherKind.FEE:
            offered = [one for one in offered if may_get_fee(one.payee)]
    else:
        offered = []
    chosen = voucher.payee_account
    if chosen is not None and chosen not in offered and _fits(voucher, chosen):
        offered = [chosen, *offered]
    if voucher.kind == VoucherKind.FEE and not own:
        met = met_from_outside(voucher)
        return FeePayeeForm(data, voucher=voucher, offered=offered, known=tax_receiver(met) if met else None)
    return PayeeForm(data, voucher=voucher, own=own, offered=offered, known_cpr=known_cpr)


def _fits(voucher: Voucher, account: PayeeAccount) -> bool:
    """A voucher that was changed from invoice to outlay (or back) asks again who is paid; so does a refused account."""
    if why_not_pay_to([account]).get(account.pk) in (REFUSED, OPTED_OUT):
        return False
    if voucher.kind == VoucherKind.FEE and not pays_claimant(voucher):
        return met_from_outside(voucher) == account.payee
    return (account.payee.person_id is not None) == pays_claimant(voucher)


def _new_account(request: HttpRequest, voucher: Voucher, form: PayeeForm) -> PayeeAccount:
    """Kept for the next time too."""
    typed, user = form.cleaned_data, request.user
    nemkonto = typed["method"] == PayMethod.NEMKONTO
    if pays_claimant(voucher):
        return (
            save_own_nemkonto(typed["cpr"], by=user)
            if nemkonto
            else save_own_account(typed["pay_to"], by=user)
        )
    who = {"by": user, "name": voucher.supplier, "cvr": typed.get("cvr", "")}
    if isinstance(form, FeePayeeForm) and form.kind == PayeeKind.SUPPLIER:
        return save_company_account(voucher.cluster, **who, to=typed["pay_to"])
    if nemkonto:
        return save_supplier_nemkonto(voucher.cluster, **who)
    return save_supplier_account(voucher.cluster, **who, to=typed["pay_to"], kind=form.kind)


def _keep_receiver(request: HttpRequest, voucher: Voucher, said: dict[str, Any]) -> None:
    """By what tax knows who gets the fee. A company's number stands on its payee; an address may be known before."""
    if "abroad" in said:
        keep_fee_abroad(voucher, said["abroad"], by=request.user)
    elif said.get("known_as", TaxKind.CPR) == TaxKind.CPR:
        keep_fee_number(voucher, said.get("cpr", ""), by=request.user)


def _page(
    request: HttpRequest, voucher: Voucher, form: SendForm, *, sentence: str = "", status: int = 200
) -> HttpResponse:
    missing, now = what_is_missing(voucher), judged(voucher)
    account = voucher.payee_account
    overrulable = stops_to_overrule(voucher, now.claim, now.findings)
    context = {
        "voucher": voucher,
        "form": form,
        "sentence": sentence,
        "missing": [(one, URL_OF[one.step]) for one in missing if one.step != "payee"],
        "findings": for_eyes_of(request.user, voucher, now.findings),
        "workings": now.workings,
        "fee": fee_shown(voucher, request.user),
        "stated_words": stated_words(voucher, now.claim),
        "trips": trip_log(voucher),
        "reckoned_anew": _reckoned_anew(voucher),
        "reasoned": bool(voucher.reason.strip()),
        "stopped": bool(stops(now.findings)),
        "stops": overrulable,
        "may_ask": any(stop.is_new for stop in overrulable),
        "asking": AskPloForm(),
        "fik": _fik(account),
        "own": pays_claimant(voucher),
        "papers": list(voucher.attachments.select_related("document")),
        **steps_of(voucher, "payee", missing),
    }
    return render(request, "expenses/voucher_payee.html", context, status=status)


def _reckoned_anew(voucher: Voucher) -> str:
    """That mileage comes to something else now than when the trips were written; it is reckoned when it is sent."""
    if voucher.kind != VoucherKind.MILEAGE:
        return ""
    return told(voucher.gross, total(parts_of_trips(voucher, list(voucher.trips.order_by("position")))))


def _fik(account: PayeeAccount | None) -> FikLine | None:
    if account is None or not account.fik_type:
        return None
    return FikLine(account.fik_type, account.fik_id, account.fik_creditor)
