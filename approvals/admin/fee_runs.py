"""Fee runs: what the next one would do, the button that starts it, and how far each has come."""

from typing import Any

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from approvals.actions.run_fees import ask_fee_run
from approvals.admin.payroll import payroll_csv, payroll_xlsx
from approvals.enums import FeeRunState
from approvals.models import FeeRun
from approvals.selectors.fee_runs import Preview, first_lines, preview, progress_of, why_it_waits
from approvals.selectors.fee_statements import statements_of
from approvals.statements.records import DoesNotAddUp
from clusters.permissions import why_not_run_secretariat
from klyngeokonomi.danish.months import month_before
from klyngeokonomi.htmx import page_or_part
from klyngeokonomi.read_only_admin import ReadOnlyAdmin
from klyngeokonomi.refused import Refused

LIST = "admin/approvals/feerun/list.html"
PAGE, PART = "admin/approvals/feerun/show.html", "admin/approvals/feerun/_run.html"
PER_PAGE = 50
SHOWN = 20
"""Payments of the preview; the rest are counted."""


@admin.register(FeeRun)
class FeeRunAdmin(ReadOnlyAdmin):
    list_filter = ("month", "state")

    def get_urls(self) -> list[URLPattern]:
        door = self.admin_site.admin_view
        own = [
            path("start/", door(require_POST(self.start)), name="approvals_feerun_start"),
            path("<int:pk>/loen.csv", door(require_safe(payroll_csv)), name="approvals_feerun_csv"),
            path("<int:pk>/loen.xlsx", door(require_safe(payroll_xlsx)), name="approvals_feerun_xlsx"),
        ]
        return [*own, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return self.show_list(request)

    def start(self, request: HttpRequest) -> HttpResponse:
        try:
            run = ask_fee_run(month_before(timezone.localdate()), by=request.user)
        except Refused as refused:
            return self.show_list(request, sentence=str(refused), status=409)
        messages.success(request, f"{run} er startet. Her kan du følge den.")
        return redirect("admin:approvals_feerun_change", run.pk)

    def show_list(self, request: HttpRequest, *, sentence: str = "", status: int = 200) -> HttpResponse:
        """The runs, and above them what a run of last month would do now."""
        month = month_before(timezone.localdate())
        coming, fault = _preview(month)
        runs = FeeRun.objects.select_related("asked_by__person")
        context = {
            **self.admin_site.each_context(request),
            "title": "Honorarer og lønsedler",
            "opts": self.opts,
            "month": month,
            "coming": coming,
            "lines": first_lines(coming, SHOWN) if coming else [],
            "sentence": sentence or fault,
            "may": why_not_run_secretariat(request.user) is None,
            "running": FeeRun.objects.filter(month=month).exclude(state=FeeRunState.DONE).first(),
            "runs": Paginator(runs, PER_PAGE).get_page(request.GET.get("side")),
        }
        return TemplateResponse(request, LIST, context, status=status)

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        found = FeeRun.objects.select_related("asked_by__person")
        run = found.filter(pk=object_id).first() if object_id.isdecimal() else None
        if run is None:
            raise Http404
        context = {
            **self.admin_site.each_context(request),
            "title": str(run),
            "opts": self.opts,
            "run": run,
            "sentence": why_it_waits(run),
            "waits": run.state != FeeRunState.DONE,
            "progress": progress_of(run),
            "page": Paginator(statements_of(run), PER_PAGE).get_page(request.GET.get("side")),
        }
        return page_or_part(request, PAGE, PART, context)


def _preview(month: Any) -> tuple[Preview | None, str]:
    """What a run would do; None and a sentence when the figures contradict each other."""
    try:
        return preview(month), ""
    except DoesNotAddUp as told:
        return None, str(told)
