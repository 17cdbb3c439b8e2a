"""One voucher on the secretariat's desk: shown whole, decided on by buttons that call the actions."""

from collections.abc import Callable

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from approvals.actions.approve_many import Planned
from approvals.actions.approve_voucher import approve_voucher
from approvals.actions.decide_income import decide_income
from approvals.actions.reject_voucher import reject_voucher
from approvals.actions.return_voucher import return_voucher
from approvals.actions.send_back_voucher import send_back_voucher
from approvals.actions.undo_approval import undo_approval
from approvals.forms.decision import IncomeForm, ReasonForm, SeenForm, StopForm
from approvals.forms.withholding import WithholdingForm
from approvals.models import VoucherReview
from approvals.permissions import (
    why_not_approve,
    why_not_decide_income,
    why_not_enter_withholding,
    why_not_handle_for_plo,
    why_not_reject,
    why_not_send_back,
    why_not_undo,
)
from approvals.policy.withholding import am_contribution
from approvals.selectors.case import Case, case_of
from approvals.selectors.endorsement import standing_endorsement
from approvals.selectors.fee_statements import statements_telling_of
from approvals.selectors.paying import paying_of
from approvals.selectors.suppliers import earlier_from
from approvals.selectors.withheld import withheld_from
from expenses.actions.answer_overrule import answer_overrule
from expenses.enums import VoucherKind
from expenses.models import Voucher
from expenses.permissions import why_not_answer_overrule
from expenses.selectors.account_flags import others_paid_there, others_with_number
from expenses.selectors.duplicates import vouchers_sharing_files
from expenses.selectors.fees import fee_of, standing_decisions
from expenses.selectors.lookalikes import vouchers_looking_alike
from expenses.selectors.mileage import income_by_contract
from expenses.selectors.whole import JOINED
from klyngeokonomi.refused import Refused
from klyngeokonomi.statement import Statement

PAGE = "admin/approvals/voucherreview/review.html"
TURN_DOWN = {
    "return": (return_voucher, "er sendt tilbage til medlemmet"),
    "send_back": (send_back_voucher, "er sendt tilbage til koordinatoren"),
    "reject": (reject_voucher, "er afvist"),
    "undo": (undo_approval, "er ikke længere godkendt og er sendt tilbage til medlemmet"),
}


def fetch(request: HttpRequest, pk: str | int) -> VoucherReview:
    """Sent vouchers; anything else, and an id that is none, is 404."""
    if not str(pk).isdecimal():
        raise Http404
    if voucher := _SENT.one(pk=int(pk)):
        return voucher
    raise Http404


_SENT: Statement[VoucherReview] = Statement(
    lambda pk: VoucherReview.objects.filter(number__isnull=False, pk=pk).select_related(*JOINED).order_by()
)


def show(
    request: HttpRequest,
    voucher: Voucher,
    *,
    refused: str = "",
    form: ReasonForm | None = None,
    verb: str = "",
    stop_form: StopForm | None = None,
    income_form: IncomeForm | None = None,
    withholding_form: WithholdingForm | None = None,
) -> HttpResponse:
    """The page; after a refusal with its sentence, and what was typed kept."""
    case = case_of(voucher, request.user)
    context = {
        **admin.site.each_context(request),
        "title": str(voucher),
        "voucher": voucher,
        "case": case,
        "endorsement": standing_endorsement(voucher),
        "paying": paying_of(voucher),
        "told": statements_telling_of(voucher),
        **_beside(voucher, case),
        "may_decide": why_not_handle_for_plo(request.user, voucher) is None,
        "why_not": why_not_approve(request.user, voucher),
        "doors": {
            "reject": why_not_reject(request.user, voucher) is None,
            "send_back": why_not_send_back(request.user, voucher) is None,
            "undo": why_not_undo(request.user, voucher) is None,
        },
        "form": form or ReasonForm(),
        "verb": verb,
        "may_answer": why_not_answer_overrule(request.user, voucher) is None,
        "stop_form": stop_form or StopForm(),
        **_tax(request, voucher, income_form or _income_form(request, voucher), withholding_form),
        "refused": refused,
        "opts": VoucherReview._meta,
    }
    return TemplateResponse(request, PAGE, context, status=409 if refused else 200)


def _beside(voucher: Voucher, case: Case) -> dict[str, object]:
    """What other vouchers have in common with it."""
    account = voucher.payee_account
    return {
        "earlier": earlier_from(voucher),
        "paid_there": others_paid_there(account) if account else [],
        "same_number": others_with_number(voucher),
        "same_files": vouchers_sharing_files(voucher),
        "same_pictures": vouchers_looking_alike(voucher, case.papers),
    }


def _income_form(request: HttpRequest, voucher: Voucher) -> IncomeForm | None:
    """What was decided, else what the claimant says; None for who does not decide it now."""
    if why_not_decide_income(request.user, voucher) is not None:
        return None
    decided, facts = standing_decisions([voucher]).get(voucher.pk), fee_of(voucher)
    said = facts.fee.income_kind if facts else income_by_contract(voucher)
    return IncomeForm(initial={"income_kind": decided.income_kind if decided else said})


def _tax(
    request: HttpRequest, voucher: Voucher, income_form: IncomeForm | None, form: WithholdingForm | None
) -> dict[str, object]:
    """What is kept back as it stands, and its form with AM-bidrag proposed; no form for who does not write it now."""
    due = withheld_from([voucher])
    entered = due.get(voucher.pk)
    if form is None and why_not_enter_withholding(request.user, voucher) is None:
        am = entered.am_contribution if entered else am_contribution(voucher.gross)
        form = WithholdingForm(initial={"am_contribution": am, "a_tax": entered.a_tax if entered else None})
    return {
        "income_form": income_form,
        "is_withheld_from": voucher.pk in due,
        "withheld": entered,
        "withholding_form": form,
    }


@require_POST
def income(request: HttpRequest, pk: int) -> HttpResponse:
    """What a fee is for tax; the voucher stays where it is, now ready to be approved."""
    voucher = fetch(request, pk)
    form = IncomeForm(request.POST)
    if not form.is_valid():
        return show(request, voucher, income_form=form)
    try:
        decide_income(voucher, form.cleaned_data["income_kind"], by=request.user)
    except Refused as refused:
        return show(request, fetch(request, pk), refused=str(refused), income_form=form)
    messages.success(request, "Indkomsten er gemt.")
    return redirect("admin:approvals_voucherreview_change", voucher.pk)


@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    voucher = fetch(request, pk)
    form = SeenForm(request.POST)
    form.full_clean()
    try:
        approve_voucher(voucher, by=request.user, seen=form.cleaned_data["seen"])
    except Refused as refused:
        return show(request, fetch(request, pk), refused=str(refused))
    to_be_paid = "" if voucher.kind == VoucherKind.CARD else " til udbetaling"
    messages.success(request, f"Bilag {voucher.number} er godkendt{to_be_paid}.")
    return _onwards()


def _turn_down(verb: str) -> Callable[[HttpRequest, int], HttpResponse]:
    action, done = TURN_DOWN[verb]

    @require_POST
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        voucher = fetch(request, pk)
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return show(request, voucher, form=form, verb=verb)
        try:
            action(voucher, by=request.user, **form.cleaned_data)
        except Refused as refused:
            return show(request, fetch(request, pk), refused=str(refused), form=form, verb=verb)
        messages.success(request, f"Bilag {voucher.number} {done}.")
        return _onwards()

    return view


@require_POST
def answer_stop(request: HttpRequest, pk: int) -> HttpResponse:
    """A stop that rests on a word, answered on a voucher that is sent."""
    voucher = fetch(request, pk)
    form = StopForm(request.POST)
    if not form.is_valid():
        return show(request, voucher, stop_form=form)
    try:
        answer_overrule(voucher, by=request.user, **form.cleaned_data)
    except Refused as refused:
        return show(request, fetch(request, pk), refused=str(refused), stop_form=form)
    messages.success(request, "Svaret er gemt, og alle med adgang til bilaget kan se det.")
    return redirect("admin:approvals_voucherreview_change", voucher.pk)


VERBS = [
    ("godkend", "approve", approve),
    ("returner", "return", _turn_down("return")),
    ("til-koordinator", "send_back", _turn_down("send_back")),
    ("afvis", "reject", _turn_down("reject")),
    ("fortryd", "undo", _turn_down("undo")),
    ("stop", "stop", answer_stop),
    ("indkomst", "income", income),
]


def _onwards() -> HttpResponse:
    """The oldest that still waits for PLO; with none left, the queue says so."""
    if following := _NEXT.one():
        return redirect("admin:approvals_voucherreview_change", following)
    return redirect("admin:approvals_voucherreview_changelist")


_NEXT: Statement[int] = Statement(
    lambda: Voucher.objects.in_state("endorsed").oldest_first().values_list("pk", flat=True)[:1]
)


def tell_bulk(request: HttpRequest, done: list[Planned]) -> None:
    approved = [one for one in done if not one.skipped]
    if approved:
        messages.success(request, f"{len(approved)} bilag er godkendt til udbetaling.")
    for one in done:
        if one.skipped:
            messages.warning(request, f"{one.voucher} er sprunget over. {one.skipped}")
