"""A cluster's annual accounts as a page, and as a paper to ask for."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from approvals.actions.ask_paper import ask_accounts
from approvals.enums import MadeForm
from approvals.selectors.account import years_of
from approvals.selectors.accounts import year_facts
from approvals.statements.accounts import compose_accounts, draw_costs
from approvals.statements.records import DoesNotAddUp
from approvals.views.trail import way_back
from clusters.models import Cluster
from klyngeokonomi.refused import Refused


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest year with movements until another is asked for."""
    cluster = _cluster(request, slug)
    years = years_of(cluster) or [timezone.localdate().year]
    year = _year(request.GET.get("aar", ""), years)
    context: dict[str, Any] = {
        "cluster": cluster,
        "trail": [way_back(cluster)],
        "years": years,
        "year": year,
        "paper_forms": MadeForm.choices,
    }
    try:
        accounts = compose_accounts(year_facts(cluster, year), year_facts(cluster, year - 1))
        context |= {"accounts": accounts, "drawing": draw_costs(accounts.costs, year)}
    except DoesNotAddUp as told:
        context["sentence"] = str(told)
    return render(
        request, "approvals/accounts_show.html", context, status=409 if "sentence" in context else 200
    )


@require_POST
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """A PDF or an Excel file, made by a worker."""
    cluster = _cluster(request, slug)
    year = _year(request.POST.get("aar", ""), years_of(cluster) or [timezone.localdate().year])
    kind = MadeForm.XLSX if request.POST.get("form") == MadeForm.XLSX else MadeForm.PDF
    try:
        paper = ask_accounts(cluster, year=year, form=kind, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("approvals:annual_accounts", slug)
    return redirect("approvals:paper", paper.pk)


def _cluster(request: HttpRequest, slug: str) -> Cluster:
    return get_object_or_404(Cluster.objects.visible_to(request.user), slug=slug)


def _year(text: str, years: list[int]) -> int:
    """One of the years there is something to say about."""
    asked = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    return asked if asked in years else years[0]
