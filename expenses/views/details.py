"""Step 2: what and when. Saves as one writes, and tells at once what the guide has to say."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from expenses.actions.edit_voucher import edit_voucher
from expenses.enums import VoucherKind
from expenses.forms.suggestions import offers, with_offer
from expenses.forms.written import Written
from expenses.models import Voucher
from expenses.policy import meeting_missing
from expenses.policy.finding import Finding, asking_reason
from expenses.selectors.findings import Judged, judged, judged_with
from expenses.selectors.steps import steps_of
from expenses.selectors.timeline import returned_note
from expenses.views import fee_live
from expenses.views.access import edits_voucher
from klyngeokonomi.refused import Refused

CHANGED_ELSEWHERE = (
    "Bilaget er også ændret i et andet vindue. Det, der står her, gemmes, når du skriver eller går videre."
)
OWN_PAGE = {VoucherKind.FEE: "expenses:voucher_fee", VoucherKind.MILEAGE: "expenses:voucher_mileage"}


@require_http_methods(["GET", "POST"])
@edits_voucher
def details(request: HttpRequest, voucher: Voucher) -> HttpResponse:
    """`tilfoej` adds an empty line, `forslag` takes an offer over; anything else goes on to the next step. A fee and
    mileage have their own pages."""
    if page := OWN_PAGE.get(VoucherKind(voucher.kind)):
        return redirect(page, voucher.pk)
    if request.method == "GET":
        return _page(request, voucher, Written.saved(voucher, request.user))
    stays = "tilfoej" in request.POST or "forslag" in request.POST
    extra = int("tilfoej" in request.POST)
    written = Written.bound(voucher, request.user, with_offer(request.POST), extra=extra)
    try:
        voucher = edit_voucher(voucher, by=request.user, **written.values())
    except Refused as refused:
        return _page(request, voucher, written, sentence=str(refused), status=409)
    if not stays:
        _require_whole(voucher, written)
        if not written.has_errors:
            return redirect("expenses:voucher_payee", voucher.pk)
    return _page(request, voucher, written)


@require_POST
@edits_voucher
def live(request: HttpRequest, voucher: Voucher) -> HttpResponse:
    """Keep what can be read, and answer with the findings on all that is written.

    `udgave` is the version the page has seen: what an older page still had on its way is not kept over it.
    """
    if voucher.kind == VoucherKind.FEE:
        return fee_live.live(request, voucher)
    if page := OWN_PAGE.get(VoucherKind(voucher.kind)):
        return redirect(page, voucher.pk)
    written = Written.bound(voucher, request.user, request.POST)
    words, problem = _words(voucher, written), ""
    if request.POST.get("udgave", "") != str(voucher.version):
        problem = CHANGED_ELSEWHERE
    else:
        try:
            voucher = edit_voucher(voucher, by=request.user, **written.values())
        except Refused as refused:
            problem = str(refused)
    context = {"voucher": voucher, "problem": problem, "saved_at": None if problem else timezone.now()}
    return render(request, "expenses/_judged.html", context | words)


def _require_whole(voucher: Voucher, written: Written) -> None:
    written.require_whole()
    if voucher.reason.strip():
        return
    if asks := _asking(judged(voucher)):
        written.form.add_error("reason", f"Skriv en begrundelse. {asks[0].sentence}")


def _asking(now: Judged) -> list[Finding]:
    """Those that are answered by a reason; a missing meeting is answered by choosing one, or none."""
    return [found for found in asking_reason(now.findings) if found.rule != meeting_missing.RULE]


def _words(voucher: Voucher, written: Written) -> dict[str, Any]:
    """What the guide says of what is written, and whether it has been given its reason."""
    if written.is_bound:
        now = judged_with(voucher, written.judged_values())
        reason = written.form.cleaned_data.get("reason", voucher.reason)
    else:
        now, reason = judged(voucher), voucher.reason
    return {
        "findings": now.findings,
        "workings": now.workings,
        "asks_reason": bool(_asking(now)),
        "reasoned": bool(reason.strip()),
        "stated": written.stated,
    }


def _page(
    request: HttpRequest, voucher: Voucher, written: Written, *, sentence: str = "", status: int = 200
) -> HttpResponse:
    papers = list(voucher.attachments.select_related("document"))
    context = {
        "voucher": voucher,
        "returned": returned_note(voucher, request.user),
        "form": written.form,
        "lines": written.lines,
        "sentence": sentence,
        "papers": papers,
        "offers": offers(paper.document for paper in papers),
        **_words(voucher, written),
        **steps_of(voucher, "details"),
    }
    return render(request, "expenses/voucher_details.html", context, status=status)
