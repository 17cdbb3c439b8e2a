"""Step 2 of a request for mileage. Saves what is whole, and reckons beside what is being written."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from expenses.actions.edit_mileage import edit_mileage
from expenses.actions.reckon_mileage import parts_of_trips
from expenses.enums import VoucherKind
from expenses.forms.details import DetailsForm
from expenses.forms.mileage import BaseLog, MileageForm, bound_log, log_of
from expenses.models import Trip, Voucher
from expenses.policy import meeting_missing
from expenses.policy.finding import asking_reason
from expenses.selectors.findings import judged
from expenses.selectors.mileage import (
    earlier_trips,
    mileage_contracts,
    mileage_of,
    places_of,
    why_no_contract,
)
from expenses.selectors.mileage_words import Reckoned, reckoned
from expenses.selectors.missing import what_is_missing
from expenses.selectors.steps import steps_of
from expenses.selectors.timeline import returned_note
from expenses.views.access import edits_voucher
from klyngeokonomi.refused import Refused
from meetings.models import Meeting

FOLLOWS, NO_TRIPS = "Der er ikke noget at bemærke.", "Bemærkningerne kommer her, når der står en tur."
TOLD = ("meeting", "no_meeting_reason", "text", "reason")


@require_http_methods(["GET", "POST"])
@edits_voucher
def mileage(request: HttpRequest, voucher: Voucher) -> HttpResponse:
    """`tilfoej` keeps what is written and adds rows; `kopi` keeps it and adds one of the person's earlier trips."""
    if voucher.kind != VoucherKind.MILEAGE:
        return redirect("expenses:voucher_details", voucher.pk)
    facts, contracts = mileage_of(voucher), mileage_contracts(voucher)
    if request.method == "GET":
        form = MileageForm(facts=facts, contracts=contracts)
        log = log_of(facts.trips if facts else (), voucher.meeting)
        return _page(request, voucher, form, DetailsForm(voucher=voucher, user=request.user), log)
    form = MileageForm(request.POST, facts=facts, contracts=contracts)
    about, log = DetailsForm(request.POST, voucher=voucher, user=request.user), bound_log(request.POST)
    read = [form.is_valid(), about.is_valid(), log.is_valid()]
    told = {name: value for name, value in about.values().items() if name in TOLD}
    if log.forms and log.management_form.is_valid():
        log.complete(told.get("meeting", voucher.meeting))
    if not all(read[:2]) or log.has_errors:
        return _page(request, voucher, form, about, log)
    try:
        voucher = edit_mileage(voucher, form.values(), by=request.user, trips=log.rows(), **told)
    except Refused as refused:
        voucher.refresh_from_db()
        return _page(request, voucher, form, about, log, sentence=str(refused), status=409)
    if "tilfoej" in request.POST or "kopi" in request.POST:
        return _page(request, voucher, form, about, _longer(request, voucher))
    lacking = _require_whole(voucher, form, about)
    if lacking or form.errors or about.errors:
        return _page(request, voucher, form, about, log, sentence=lacking)
    return redirect("expenses:voucher_payee", voucher.pk)


@require_POST
@edits_voucher
def amounts(request: HttpRequest, voucher: Voucher) -> HttpResponse:
    """What is written comes to so much. A fragment; nothing is kept."""
    if voucher.kind != VoucherKind.MILEAGE:
        return redirect("expenses:voucher_details", voucher.pk)
    about, log = DetailsForm(request.POST, voucher=voucher, user=request.user), bound_log(request.POST)
    about.is_valid()
    log.is_valid()
    meeting = about.values().get("meeting", voucher.meeting)
    return render(request, "expenses/_trip_amounts.html", {"reckoned": _reckoned(voucher, log, meeting)})


def _reckoned(voucher: Voucher, log: BaseLog, meeting: Meeting | None) -> Reckoned:
    rows = log.readable(meeting)
    parts = parts_of_trips(voucher, [Trip(day=day, km=km) for _, day, km in rows])
    return reckoned((place for place, _, _ in rows), parts)


def _longer(request: HttpRequest, voucher: Voucher) -> BaseLog:
    """The saved log again, with more rows, or with the trip that was to be copied."""
    facts, chosen = mileage_of(voucher), request.POST.get("kopi", "")
    copied = next((one for one in earlier_trips(voucher) if str(one.pk) == chosen), None)
    return log_of(
        facts.trips if facts else (), voucher.meeting, copied=copied, more="tilfoej" in request.POST
    )


def _require_whole(voucher: Voucher, form: MileageForm, about: DetailsForm) -> str:
    """Errors at their fields; the sentence is of what has none."""
    form.require_whole()
    if voucher.meeting_id is None and not voucher.no_meeting_reason:
        about.add_error("meeting", "Vælg det møde, du kørte til, eller «Intet møde».")
    asks = [one for one in asking_reason(judged(voucher).findings) if one.rule != meeting_missing.RULE]
    if asks and not voucher.reason.strip() and "reason" not in about.errors:
        about.add_error("reason", f"Skriv en begrundelse. {asks[0].sentence}")
    left = [one for one in what_is_missing(voucher) if one.step == "details"]
    return next((one.sentence for one in left if one.field not in form.fields), "")


def _page(
    request: HttpRequest,
    voucher: Voucher,
    form: MileageForm,
    about: DetailsForm,
    log: BaseLog,
    *,
    sentence: str = "",
    status: int = 200,
) -> HttpResponse:
    now, earlier = judged(voucher), earlier_trips(voucher)
    saved: Sequence[Trip] = facts.trips if (facts := mileage_of(voucher)) else ()
    context: dict[str, Any] = {
        "voucher": voucher,
        "form": about,
        "mileage_form": form,
        "log": log,
        "sentence": sentence,
        "contract": form.only or (facts.mileage.contract if facts else None),
        "no_contract": "" if form.contracts else why_no_contract(voucher),
        "earlier": earlier,
        "places": places_of(voucher, earlier),
        "reckoned": reckoned(range(1, len(saved) + 1), saved),
        "returned": returned_note(voucher, request.user),
        "papers": list(voucher.attachments.select_related("document")),
        "findings": now.findings if saved else (),
        "workings": now.workings,
        "nothing_found": FOLLOWS if saved else NO_TRIPS,
        "reasoned": bool(voucher.reason.strip()),
        **steps_of(voucher, "details"),
    }
    return render(request, "expenses/voucher_mileage.html", context, status=status)
