"""A cluster's statement of account as a page, a table to take away, and a paper to ask for."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from approvals.actions.ask_paper import ask_statement
from approvals.enums import MadeForm
from approvals.forms.period import PeriodForm
from approvals.selectors.periods import Period, offered_periods, period_of_month
from approvals.selectors.statement import statement_facts
from approvals.statements.as_sheet import statement_sheet
from approvals.statements.compose import compose_statement
from approvals.statements.records import DoesNotAddUp, Statement
from approvals.views.trail import way_back
from clusters.models import Cluster
from klyngeokonomi.documents.serve import HEADERS
from klyngeokonomi.refused import Refused
from klyngeokonomi.sheets import csv_lines


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """The month at hand until another period is asked for."""
    cluster = _cluster(request, slug)
    form = PeriodForm(request.GET) if "fra" in request.GET else None
    period = _chosen(form)
    context = {
        "cluster": cluster,
        "trail": [way_back(cluster)],
        "form": form or PeriodForm(initial={"fra": period.first, "til": period.last}),
        "period": period,
        "offered": offered_periods(),
        "paper_forms": MadeForm.choices,
    }
    if form is None or form.is_valid():
        try:
            context["statement"] = _statement(cluster, period)
        except DoesNotAddUp as told:
            context["sentence"] = str(told)
    return render(
        request, "approvals/statement_show.html", context, status=409 if "sentence" in context else 200
    )


@require_safe
def table(request: HttpRequest, slug: str) -> HttpResponseBase:
    """CSV. An address that names no period leads back to the page."""
    cluster = _cluster(request, slug)
    form = PeriodForm(request.GET)
    if not form.is_valid():
        return redirect("approvals:statement", slug)
    try:
        statement = _statement(cluster, _chosen(form))
    except DoesNotAddUp as told:
        messages.error(request, str(told))
        return redirect("approvals:statement", slug)
    name = f"kontoudtog-{cluster.slug}-{statement.first:%Y-%m-%d}_{statement.last:%Y-%m-%d}.csv"
    return StreamingHttpResponse(
        csv_lines(statement_sheet(statement)),
        content_type="text/csv; charset=utf-8",
        headers={**HEADERS, "Content-Disposition": content_disposition_header(True, name)},
    )


@require_POST
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """A PDF or an Excel file, made by a worker."""
    cluster = _cluster(request, slug)
    form = PeriodForm(request.POST)
    if not form.is_valid():
        return redirect("approvals:statement", slug)
    kind = MadeForm.XLSX if request.POST.get("form") == MadeForm.XLSX else MadeForm.PDF
    period = _chosen(form)
    try:
        paper = ask_statement(cluster, first=period.first, last=period.last, form=kind, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("approvals:statement", slug)
    return redirect("approvals:paper", paper.pk)


def _cluster(request: HttpRequest, slug: str) -> Cluster:
    return get_object_or_404(Cluster.objects.visible_to(request.user), slug=slug)


def _chosen(form: PeriodForm | None) -> Period:
    if form is not None and form.is_valid():
        first: date = form.cleaned_data["fra"]
        return Period("", first, form.cleaned_data["til"])
    return period_of_month()


def _statement(cluster: Cluster, period: Period) -> Statement:
    return compose_statement(statement_facts(cluster, period.first, period.last))
