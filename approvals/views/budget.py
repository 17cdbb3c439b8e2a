"""The budget of a year beside what was spent, and where the year will end. On this floor as the account (ADR 0013)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from approvals.forms.budget import BudgetForm, initial_of
from approvals.selectors.account import carried_into
from approvals.selectors.budget import WIDEST, budget_year, versions_of, years_to_choose
from approvals.selectors.curve import curve_of
from approvals.selectors.forecast import forecast_of
from approvals.selectors.forecast_drawing import drawing_of
from approvals.views.trail import way_back
from clusters.actions.set_budget import FIRST_YEAR, LAST_YEAR, set_budget
from clusters.models import Cluster
from clusters.permissions import standing, why_not_lead_cluster
from klyngeokonomi.refused import Forbidden, Refused


@require_GET
def budgets(request: HttpRequest) -> HttpResponse:
    """Straight to the one cluster there is; else a list to choose from."""
    held = standing(request.user)
    seen = Cluster.objects.visible_to(request.user)
    mine = seen.filter(pk__in=list(held.clusters)) if held.clusters else seen
    clusters = list(mine.order_by("name")[:200])
    if len(clusters) == 1:
        return redirect("approvals:budget_of", clusters[0].slug)
    return render(request, "approvals/budget_list.html", {"clusters": clusters})


def _cluster(request: HttpRequest, slug: str) -> Cluster:
    return get_object_or_404(Cluster.objects.visible_to(request.user), slug=slug)


def _year(request: HttpRequest) -> int:
    """The year asked for; this year when it is none."""
    asked = request.GET.get("aar", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else timezone.localdate().year


@require_GET
def budget(request: HttpRequest, slug: str) -> HttpResponse:
    cluster, year, today = _cluster(request, slug), _year(request), timezone.localdate()
    outlook = forecast_of(cluster) if year == today.year else None
    held = standing(request.user)
    context = {
        "cluster": cluster,
        "trail": [way_back(cluster)],
        "budget": budget_year(cluster, year),
        "years": sorted({year, *years_to_choose(cluster, today)}, reverse=True),
        "this_year": today.year,
        "widest": WIDEST,
        "may_set": why_not_lead_cluster(request.user, cluster) is None,
        "sees_parts": bool(held.national) or held.leads(cluster),
        "outlook": outlook,
        "drawing": drawing_of(outlook, curve_of(cluster, year, carried_into(cluster, year), today=today))
        if outlook
        else None,
    }
    return render(request, "approvals/budget_show.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def budget_set(request: HttpRequest, slug: str) -> HttpResponse:
    """`?aar=2027`. A year without a budget begins with last year's figures."""
    cluster, year = _cluster(request, slug), _year(request)
    if reason := why_not_lead_cluster(request.user, cluster):
        raise Forbidden(reason, on=cluster)
    versions = versions_of(cluster, year)
    current = versions[0] if versions else None
    copied = None if current else next(iter(versions_of(cluster, year - 1)), None)
    form = BudgetForm(request.POST or None, initial=initial_of(current, copied))
    sentence = ""
    if request.method == "POST" and form.is_valid():
        try:
            set_budget(
                cluster,
                year,
                form.amounts(),
                by=request.user,
                decided_on=form.cleaned_data["decided_on"],
                seen=form.cleaned_data["seen"],
            )
        except Refused as refused:
            sentence = str(refused)
        else:
            messages.success(request, f"Budgettet for {year} er gemt.")
            return redirect(f"{reverse('approvals:budget_of', args=[cluster.slug])}?aar={year}")
    context = {
        "cluster": cluster,
        "trail": [way_back(cluster), ("Budget", reverse("approvals:budget_of", args=[cluster.slug]))],
        "year": year,
        "current": current,
        "copied": copied,
        "form": form,
        "sentence": sentence,
    }
    return render(request, "approvals/budget_set.html", context, status=409 if sentence else 200)
