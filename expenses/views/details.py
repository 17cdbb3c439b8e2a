"""Step 2: what and when. Saves as one writes, and tells at once what the guide has to say."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from expenses.actions.edit_voucher import edit_voucher
from expenses.forms.details import DetailsForm
from expenses.forms.lines import BaseLineFormSet, line_formset
from expenses.forms.suggestions import offers, with_offer
from expenses.models import Voucher
from expenses.policy.finding import Finding, asking_reason
from expenses.selectors.findings import Judged, judged, judged_with
from expenses.selectors.steps import steps_of
from expenses.selectors.timeline import returned_note
from expenses.views.access import edits_voucher
from klyngeokonomi.refused import Refused

CHANGED_ELSEWHERE = (
    "Bilaget er også ændret i et andet vindue. Det, der står her, gemmes, når du skriver eller går videre."
)


@require_http_methods(["GET", "POST"])
@edits_voucher
def details(request: HttpRequest, voucher: Voucher) -> HttpResponse:
    """`tilfoej` adds an empty line, `forslag` takes an offer over; anything else goes on to the next step."""
    if request.method == "GET":
        return _page(request, voucher, DetailsForm(voucher=voucher, user=request.user), line_formset(voucher))
    stays = "tilfoej" in request.POST or "forslag" in request.POST
    form, lines = _bound(request, voucher, with_offer(request.POST), extra=int("tilfoej" in request.POST))
    try:
        voucher = edit_voucher(voucher, by=request.user, **_readable(form, lines))
    except Refused as refused:
        return _page(request, voucher, form, lines, sentence=str(refused), status=409)
    if not stays:
        _require_whole(voucher, form, lines)
        if not form.errors and not any(line.errors for line in lines.filled):
            return redirect("expenses:voucher_payee", voucher.pk)
    return _page(request, voucher, form, lines)


@require_POST
@edits_voucher
def live(request: HttpRequest, voucher: Voucher) -> HttpResponse:
    """Keep what can be read, and answer with the findings on all that is written.

    `udgave` is the version the page has seen: what an older page still had on its way is not kept over it.
    """
    form, lines = _bound(request, voucher, request.POST)
    now, problem = _judged(voucher, form, lines), ""
    if request.POST.get("udgave", "") != str(voucher.version):
        problem = CHANGED_ELSEWHERE
    else:
        try:
            voucher = edit_voucher(voucher, by=request.user, **_readable(form, lines))
        except Refused as refused:
            problem = str(refused)
    context = {"voucher": voucher, "problem": problem, "saved_at": None if problem else timezone.now()}
    return render(request, "expenses/_judged.html", context | _words(now))


def _bound(
    request: HttpRequest, voucher: Voucher, data: Any, extra: int = 0
) -> tuple[DetailsForm, BaseLineFormSet]:
    form = DetailsForm(data, voucher=voucher, user=request.user)
    lines = line_formset(voucher, data, extra=extra)
    form.is_valid()
    lines.is_valid()
    return form, lines


def _readable(form: DetailsForm, lines: BaseLineFormSet) -> dict[str, Any]:
    """What edit_voucher is to write; the lines as they were when one of them cannot be read."""
    complete = lines.complete_lines()
    return form.values() | ({} if complete is None else {"lines": complete})


def _require_whole(voucher: Voucher, form: DetailsForm, lines: BaseLineFormSet) -> None:
    form.require_whole()
    for line in lines.filled:
        line.require_whole()
    if voucher.reason.strip():
        return
    if asks := _asking(judged(voucher)):
        form.add_error("reason", f"Skriv en begrundelse. {asks[0].sentence}")


def _judged(voucher: Voucher, form: DetailsForm, lines: BaseLineFormSet) -> Judged:
    if not form.is_bound:
        return judged(voucher)
    return judged_with(voucher, form.values() | {"lines": lines.judged_lines()})


def _asking(now: Judged) -> list[Finding]:
    """Those that are answered by a reason; a missing meeting is answered by choosing one, or none."""
    return [found for found in asking_reason(now.findings) if found.field != "meeting"]


def _words(now: Judged) -> dict[str, Any]:
    return {
        "findings": now.findings,
        "workings": now.workings,
        "asks_reason": bool(_asking(now)),
    }


def _page(
    request: HttpRequest,
    voucher: Voucher,
    form: DetailsForm,
    lines: BaseLineFormSet,
    *,
    sentence: str = "",
    status: int = 200,
) -> HttpResponse:
    papers = list(voucher.attachments.select_related("document"))
    context = {
        "voucher": voucher,
        "returned": returned_note(voucher, request.user),
        "form": form,
        "lines": lines,
        "sentence": sentence,
        "papers": papers,
        "offers": offers(paper.document for paper in papers),
        **_words(_judged(voucher, form, lines)),
        **steps_of(voucher, "details"),
    }
    return render(request, "expenses/voucher_details.html", context, status=status)
