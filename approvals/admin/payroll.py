"""PLO's payroll file of a fee run. Who took it away, and when, is logged."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from approvals.models import FeeRun
from approvals.selectors.payroll import payroll_sheet
from klyngeokonomi.audit.record import record
from klyngeokonomi.documents.serve import HEADERS
from klyngeokonomi.sheets import csv_bytes, xlsx_bytes

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def payroll_csv(request: HttpRequest, pk: int) -> HttpResponse:
    return _handed_out(request, pk, "csv")


def payroll_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    return _handed_out(request, pk, "xlsx")


def _handed_out(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    run = get_object_or_404(FeeRun, pk=pk)
    sheet = payroll_sheet(run)
    content = csv_bytes(sheet) if ending == "csv" else xlsx_bytes(sheet)
    name = f"loen-{run.month:%Y-%m}-{run.sequence}.{ending}"
    record("payroll_fetched", by=request.user, subject=run, text=name)
    headers = {**HEADERS, "Content-Disposition": content_disposition_header(True, name) or ""}
    return HttpResponse(content, content_type=TYPES[ending], headers=headers)
