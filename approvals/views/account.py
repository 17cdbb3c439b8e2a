"""The cluster's account, open to every member."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from approvals.selectors.account import (
    PAGE,
    ROWS,
    carried_into,
    figures_of,
    is_known,
    movements_of,
    reserving,
    waiting,
    years_of,
)
from approvals.selectors.curve import curve_of
from approvals.selectors.forecast import forecast_of
from approvals.selectors.reconciled import reconciled_on
from clusters.enums import MovementKind
from clusters.models import Cluster
from clusters.permissions import standing
from clusters.selectors.seen_cluster import seen_cluster
from klyngeokonomi.htmx import page_or_part


@require_GET
def accounts(request: HttpRequest) -> HttpResponse:
    """Straight to the one account there is; else a list to choose from."""
    held = standing(request.user)
    mine = (
        Cluster.objects.filter(pk__in=list(held.clusters))
        if held.clusters
        else Cluster.objects.visible_to(request.user)
    )
    clusters = list(mine.select_related("account").order_by("name")[:200])
    if len(clusters) == 1:
        return redirect("approvals:account_of", clusters[0].slug)
    return render(request, "approvals/account_list.html", {"clusters": clusters})


@require_GET
def account(request: HttpRequest, slug: str) -> HttpResponse:
    cluster = _seen(request, slug)
    years = years_of(cluster)
    today = timezone.localdate()
    year = _number(request.GET.get("aar", ""))
    chosen = {
        "kind": request.GET.get("art", ""),
        "year": year if year in years else None,
        "text": request.GET.get("tekst", "").strip()[:100],
    }
    shown_year = chosen["year"] or (years[0] if years else today.year)
    figures = None if request.htmx else figures_of(cluster)
    known = figures.known if figures else is_known(cluster)
    carried = carried_into(cluster, shown_year)
    found = movements_of(cluster, **chosen, before=_number(request.GET.get("foer", "")))
    context = {
        "cluster": cluster,
        "known": known,
        "rows": found[:PAGE],
        "more": found[PAGE - 1].number if len(found) > PAGE else None,
        "chosen": chosen,
        "years": years,
        "carried": carried.booked if known and carried else None,
        "shown_year": shown_year,
        "year_before": shown_year - 1,
        "kinds": MovementKind.choices,
    }
    if figures:
        context |= {
            "figures": figures,
            "curve": curve_of(cluster, shown_year, carried, today=today),
            "waiting": waiting(cluster),
            "reserving": reserving(cluster),
            "outlook": forecast_of(cluster, figures),
            "reconciled": reconciled_on(cluster.pk),
            "today": today,
            "most": ROWS,
        }
    return page_or_part(request, "approvals/account_show.html", "approvals/_movements.html", context)


def _seen(request: HttpRequest, slug: str) -> Cluster:
    if cluster := seen_cluster(request.user, slug):
        return cluster
    raise Http404


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
