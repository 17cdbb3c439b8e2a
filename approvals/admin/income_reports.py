"""The reports to eIndkomst: the months, what of one is not reported yet, and each report with what it holds."""

import datetime as dt
import io
from typing import Any

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import formats
from django.views.decorators.http import require_POST, require_safe

from approvals.actions.download_income_report import download_income_report
from approvals.actions.note_failed_step_up import note_failed_step_up
from approvals.actions.report_income import report_income
from approvals.admin.pages import beside
from approvals.forms.income_report import CopyForm
from approvals.forms.step_up import CodeForm, PasswordForm, step_up_form
from approvals.models import IncomeReport
from approvals.selectors import income_shown
from clusters.permissions import why_not_run_secretariat
from klyngeokonomi.documents.serve import HEADERS
from klyngeokonomi.read_only_admin import ReadOnlyAdmin
from klyngeokonomi.refused import Forbidden, Refused

PER_PAGE = 50
MONTHS = "admin/approvals/incomereport/months.html"
ONE_MONTH = "admin/approvals/incomereport/month.html"
REPORT = "admin/approvals/incomereport/report.html"


@admin.register(IncomeReport)
class IncomeReportAdmin(ReadOnlyAdmin):
    """Its list is the months. The auditor reads; the file and the button are the secretariat's."""

    list_filter = ("month",)

    def get_urls(self) -> list[URLPattern]:
        door = self.admin_site.admin_view
        ours = [
            ("<int:year>-<int:month>/", require_safe(self.month), "month"),
            ("<int:year>-<int:month>/dan/", require_POST(self.make), "make"),
            ("<int:pk>/fil/", require_POST(self.file), "file"),
        ]
        named = [
            path(address, door(view), name=f"approvals_incomereport_{name}") for address, view, name in ours
        ]
        return [*named, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return self._page(request, MONTHS, "Indberetning til eIndkomst", months=income_shown.months())

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(request, _fetch(object_id))

    def month(self, request: HttpRequest, year: int, month: int) -> HttpResponse:
        return self.wait(request, _first_day(year, month))

    def make(self, request: HttpRequest, year: int, month: int) -> HttpResponse:
        """The code is asked for here and now, from who presses the button."""
        first = _first_day(year, month)
        if sentence := why_not_run_secretariat(request.user):
            raise Forbidden(sentence)
        form = step_up_form(request.user, request.POST)
        if not form.is_valid():
            told = " ".join(sentence for sentences in form.errors.values() for sentence in sentences)
            note_failed_step_up(by=request.user, text=told)
            return self.wait(request, first, form=form)
        try:
            report = report_income(first, by=request.user)
        except Refused as refused:
            return self.wait(request, first, refused=str(refused))
        messages.success(request, f"{report} er dannet. Hent filen, og læg den op hos Skat.")
        return redirect("admin:approvals_incomereport_change", report.pk)

    def file(self, request: HttpRequest, pk: int) -> HttpResponse:
        """As a file to keep; the first time without a reason."""
        report = _fetch(pk)
        if sentence := why_not_run_secretariat(request.user):
            raise Forbidden(sentence, on=report)
        form = CopyForm(request.POST)
        given_out = bool(income_shown.downloads_of(report))
        if given_out and not form.is_valid():
            return self.show(request, report, form=form)
        reason = form.cleaned_data["reason"] if given_out else ""
        try:
            kept, content = download_income_report(report, by=request.user, reason=reason)
        except Refused as refused:
            return self.show(request, report, refused=str(refused))
        return FileResponse(
            io.BytesIO(content),
            as_attachment=True,
            filename=kept.name,
            content_type="application/octet-stream",
            headers=HEADERS,
        )

    def wait(
        self,
        request: HttpRequest,
        month: dt.date,
        *,
        refused: str = "",
        form: CodeForm | PasswordForm | None = None,
    ) -> HttpResponse:
        """A month: what the next report would hold, and those that are made; after a refusal with its sentence."""
        waiting = income_shown.waiting_in(month)
        page = Paginator(waiting.rows, PER_PAGE).get_page(request.GET.get("side"))
        told = formats.date_format(month, "F Y").lower()
        return self._page(
            request,
            ONE_MONTH,
            f"eIndkomst for {told}",
            month=month,
            told=told,
            waiting=waiting,
            page=page,
            pages=beside(page, "linjer"),
            reports=IncomeReport.objects.filter(month=month)
            .defer("sealed")
            .select_related("made_by__person"),
            form=form or step_up_form(request.user),
            refused=refused,
        )

    def show(
        self, request: HttpRequest, report: IncomeReport, *, refused: str = "", form: CopyForm | None = None
    ) -> HttpResponse:
        page = Paginator(income_shown.lines_of(report), PER_PAGE).get_page(request.GET.get("side"))
        history = income_shown.history_of(report)
        return self._page(
            request,
            REPORT,
            str(report),
            report=report,
            totals=income_shown.totals_of(report),
            page=page,
            pages=beside(page, "linjer"),
            rows=[(line, income_shown.in_words(income_shown.amounts_of_line(line))) for line in page],
            history=history,
            given_out=any(one.act == income_shown.DOWNLOADED for one in history),
            form=form or CopyForm(),
            refused=refused,
        )

    def _page(self, request: HttpRequest, template: str, title: str, **facts: Any) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "may": why_not_run_secretariat(request.user) is None,
            **facts,
        }
        status = 409 if facts.get("refused") else 200
        return TemplateResponse(request, template, context, status=status)


def _fetch(pk: str | int) -> IncomeReport:
    """404 for an id that is none."""
    if not str(pk).isdecimal():
        raise Http404
    return get_object_or_404(IncomeReport.objects.select_related("made_by__person"), pk=int(pk))


def _first_day(year: int, month: int) -> dt.date:
    try:
        return dt.date(year, month, 1)
    except ValueError as error:
        raise Http404 from error
