"""What the clusters owed at the end of a day, to look at and to take away."""

import datetime as dt

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from approvals.forms.as_of import AsOfForm
from approvals.models import Decision
from approvals.selectors.owed import owed_on, owed_sheet, totals_of
from expenses.states import RESERVING
from klyngeokonomi.documents.serve import HEADERS
from klyngeokonomi.sheets import csv_lines, xlsx_bytes

PAGE = "admin/approvals/decision/owed.html"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def owed(request: HttpRequest) -> HttpResponse:
    """`?dag=2026-12-31&klynge=12`; today when nothing is chosen. The vouchers are shown of one cluster at a time."""
    form = AsOfForm(request.GET if "dag" in request.GET else None, initial={"dag": timezone.localdate()})
    day = form.cleaned_data["dag"] if form.is_valid() else timezone.localdate()
    found = list(owed_on(day))
    chosen = request.GET.get("klynge", "")
    totals, everyone = totals_of(found)
    context = {
        **admin.site.each_context(request),
        "title": "Skyldigt ved udgangen af en dag",
        "form": form,
        "day": day,
        "states": [state.label for state in RESERVING],
        "totals": totals,
        "everyone": everyone,
        "rows": [one for one in found if str(one.cluster_id) == chosen],
        "opts": Decision._meta,
    }
    return TemplateResponse(request, PAGE, context)


@require_safe
def owed_csv(request: HttpRequest) -> HttpResponseBase:
    if (day := _day(request)) is None:
        return redirect("admin:approvals_decision_owed")
    return StreamingHttpResponse(
        csv_lines(owed_sheet(day)), content_type="text/csv; charset=utf-8", headers=_headers(day, "csv")
    )


@require_safe
def owed_xlsx(request: HttpRequest) -> HttpResponseBase:
    if (day := _day(request)) is None:
        return redirect("admin:approvals_decision_owed")
    return HttpResponse(xlsx_bytes(owed_sheet(day)), content_type=XLSX, headers=_headers(day, "xlsx"))


def _day(request: HttpRequest) -> dt.date | None:
    """None when the address names no day; the page asks for one."""
    form = AsOfForm(request.GET)
    return form.cleaned_data["dag"] if form.is_valid() else None


def _headers(day: dt.date, ending: str) -> dict[str, str]:
    name = f"skyldigt-{day:%Y-%m-%d}.{ending}"
    return {**HEADERS, "Content-Disposition": content_disposition_header(True, name) or ""}
