"""One voucher to decide on: the paper large beside the facts, and the three buttons."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from approvals.actions.endorse_voucher import endorse_voucher
from approvals.actions.reject_voucher import reject_voucher
from approvals.actions.return_voucher import return_voucher
from approvals.forms.decision import EndorseForm, ReasonForm
from approvals.permissions import why_not_endorse, why_not_handle_for_cluster
from approvals.selectors.case import Case, case_of
from approvals.selectors.queue import neighbours, next_after
from expenses.models import Voucher
from expenses.selectors.whole import seen_voucher
from klyngeokonomi.money import format_kr
from klyngeokonomi.refused import Forbidden, Refused


def _fetch(request: HttpRequest, pk: int) -> Voucher:
    """404 for strangers; 403 with the sentence for colleagues who do not decide on it."""
    voucher = seen_voucher(request.user, pk)
    if voucher is None or voucher.number is None:
        raise Http404
    if sentence := why_not_handle_for_cluster(request.user, voucher):
        raise Forbidden(sentence, on=voucher)
    return voucher


def _show(
    request: HttpRequest,
    voucher: Voucher,
    *,
    refused: str = "",
    reason_form: ReasonForm | None = None,
    verb: str = "",
    endorsing: EndorseForm | None = None,
) -> HttpResponse:
    """The page; after a refusal with its sentence, and what was typed and ticked kept."""
    case = case_of(voucher, request.user)
    before, after = neighbours(request.user, voucher)
    context = {
        "voucher": voucher,
        "case": case,
        "ticked": _ticked(case, endorsing),
        "before": before,
        "after": after,
        "why_not": why_not_endorse(request.user, voucher),
        "reason_form": reason_form or ReasonForm(),
        "verb": verb,
        "refused": refused,
    }
    return render(request, "approvals/voucher_decide.html", context, status=409 if refused else 200)


def _ticked(case: Case, form: EndorseForm | None) -> list[str]:
    """The ticks of a refused try, unless what they were set at has changed since."""
    if form is None or form.cleaned_data["seen"] != case.seen:
        return []
    return form.cleaned_data["answers"]


@require_GET
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    return _show(request, _fetch(request, pk))


@require_POST
def endorse(request: HttpRequest, pk: int) -> HttpResponse:
    voucher = _fetch(request, pk)
    form = EndorseForm(request.POST)
    form.full_clean()
    after = next_after(request.user, voucher)
    try:
        endorse_voucher(voucher, by=request.user, **form.cleaned_data)
    except Refused as refused:
        voucher.refresh_from_db()
        return _show(request, voucher, refused=str(refused), endorsing=form)
    messages.success(
        request, f"Bilag {voucher.number} på {format_kr(voucher.gross)} er godkendt og sendt til PLO."
    )
    return _onwards(after)


@require_POST
def turn_down(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """`verb` is return or reject, from the address."""
    voucher = _fetch(request, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _show(request, voucher, reason_form=form, verb=verb)
    after = next_after(request.user, voucher)
    action = {"return": return_voucher, "reject": reject_voucher}[verb]
    try:
        action(voucher, by=request.user, **form.cleaned_data)
    except Refused as refused:
        voucher.refresh_from_db()
        return _show(request, voucher, refused=str(refused), reason_form=form, verb=verb)
    done = {"return": "sendt tilbage til", "reject": "afvist. Besked er sendt til"}[verb]
    messages.success(request, f"Bilag {voucher.number} er {done} {voucher.claimant.name}.")
    return _onwards(after)


def _onwards(after: int | None) -> HttpResponse:
    """The next one opens by itself; with none left, the dashboard says so."""
    return redirect("approvals:decide", after) if after else redirect("approvals:dashboard")
